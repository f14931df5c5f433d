"""The femur films of shared/data with their outlined parts, as arrays on a square grid: grey values 0..1, numbers of PARTS."""
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
    def __init__(self, path, parts):
        self.case = int(re.search(r"_c(\d+)_", path.stem).group(1))
        self.cohort = path.stem[0]
        self.image = on_grid(normalized(pixels(path)), Image.Resampling.BOX)
        outlined = np.asarray(Image.open(parts))
        self.parts = on_grid(np.where(outlined < len(PARTS), outlined, 0).astype(np.uint8), Image.Resampling.NEAREST)


def read_films(folder):
    """Those whose bone is outlined."""
    folder = pathlib.Path(folder)
    with_parts = [(path, folder / "labels" / f"{path.stem}_parts.png") for path in sorted((folder / "dicom").glob("*.dcm"))]
    return [Film(path, parts) for path, parts in with_parts if parts.exists()]
