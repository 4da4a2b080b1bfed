"""The faces a document is set in: found on the machine, else the ones that come along."""

from govreport_desktop.writers.faces.chosen import chosen_faces, keep_chosen_faces
from govreport_desktop.writers.faces.face import Face
from govreport_desktop.writers.faces.find import (
    FaceSet,
    choose_faces,
    embedded_face_files,
    face_of,
    machine_faces,
)
from govreport_desktop.writers.faces.roles import Role

__all__ = [
    "Face",
    "FaceSet",
    "Role",
    "choose_faces",
    "chosen_faces",
    "embedded_face_files",
    "face_of",
    "keep_chosen_faces",
    "machine_faces",
]
