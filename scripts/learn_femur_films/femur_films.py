"""The femur films of shared/data as arrays: image 0..1 on a square grid, parts, lesion, and what is known of each."""
import pathlib
import re
import subprocess
import tempfile

import numpy as np
import pydicom
from PIL import Image

SIDE = 256
PARTS = ("background", "diaphysis", "metaphysis", "epiphysis", "apophysis")


def pixels(path):
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder) / "film.dcm"
        subprocess.run(["dcmdjpeg", path, plain], check=True, stderr=subprocess.DEVNULL)
        film = pydicom.dcmread(plain)
    image = film.pixel_array.astype(np.float32)
    return image.max() - image if film.PhotometricInterpretation == "MONOCHROME1" else image


def normalized(image):
    """As in features/radiograph/femur/femur_network.cpp: 1st to 99.5th percentile to 0..1, clipped."""
    low, high = np.percentile(image, (1, 99.5))
    return np.clip((image - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)


def on_grid(array, filter_):
    """Longest side to SIDE, centred, the rest 0."""
    rows, columns = array.shape
    scale = SIDE / max(rows, columns)
    size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
    small = np.asarray(Image.fromarray(array).resize(size, filter_))
    out = np.zeros((SIDE, SIDE), array.dtype)
    r0, c0 = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    out[r0:r0 + size[1], c0:c0 + size[0]] = small
    return out


class Film:
    def __init__(self, path, labels):
        self.name = path.stem
        self.case = int(re.search(r"_c(\d+)_", self.name).group(1))
        self.cohort = self.name[0]
        self.original = pixels(path)
        self.image = on_grid(normalized(self.original), Image.Resampling.BOX)

        def mask(kind):
            file = labels / f"{self.name}_{kind}.png"
            return np.asarray(Image.open(file)) if file.exists() else None

        self.full_parts = mask("parts")
        if self.full_parts is not None:
            self.full_parts = np.where(self.full_parts > 4, 0, self.full_parts).astype(np.uint8)
        lesions = [m for m in (mask("tumour"), mask("surface")) if m is not None]
        self.full_lesion = np.any([m > 0 for m in lesions], 0) if lesions else None
        self.surface = mask("surface") is not None
        self.parts = None if self.full_parts is None else on_grid(self.full_parts, Image.Resampling.NEAREST)
        self.lesion = None if self.full_lesion is None else on_grid(self.full_lesion.astype(np.uint8), Image.Resampling.NEAREST)
        if self.cohort == "N":
            self.lesion = np.zeros((SIDE, SIDE), np.uint8)


def read_films(folder):
    folder = pathlib.Path(folder)
    return [Film(path, folder / "labels") for path in sorted((folder / "dicom").glob("*.dcm"))]
