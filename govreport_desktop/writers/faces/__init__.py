"""The faces a document is set in: found on the machine, else the ones that come along."""

from govreport_desktop.writers.faces.face import Face
from govreport_desktop.writers.faces.find import (
    FaceSet,
    choose_faces,
    embedded_face_files,
    machine_faces,
)
from govreport_desktop.writers.faces.roles import Role

__all__ = ["Face", "FaceSet", "Role", "choose_faces", "embedded_face_files", "machine_faces"]
