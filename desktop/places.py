"""Where the program keeps what is its own: one data folder for the user, nothing anywhere else."""

from pathlib import Path

from platformdirs import user_data_path


def data_place() -> Path:
    """Where the user's data folder for Rapport is, or would be."""
    return user_data_path("Rapport", appauthor=False)


def data_folder() -> Path:
    """The user's data folder for Rapport, made when missing, readable by nobody else. Raises OSError."""
    folder = data_place()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
