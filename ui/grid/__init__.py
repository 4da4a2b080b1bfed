"""The statutory tables on screen."""
