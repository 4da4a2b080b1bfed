"""Pages into a file of fixed layout after GB/T 33190-2016 (OFD): the pages that the PDF prints.

The smallest set of objects that readers of other makers draw alike: text by characters with a
place for each, paths for rules and fills, the subset of each face as a font of its own, an
outline. No conformance to a profile (OFD-A, 党政机关电子公文) is claimed.
"""
