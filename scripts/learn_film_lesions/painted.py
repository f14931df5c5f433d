"""Lesions painted into films of healthy bone. Shapes and sizes follow outlines of bone tumours on radiographs (BTXRD)."""
import json
import tarfile

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from lesion_films import SIDE, largest


def read_shapes(archive):
    """Outlines of tumours, each N x 2 about its middle, of unit equivalent radius: those that grow out of the bone, and the others."""
    outgrowths, others = [], []
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if not member.name.endswith(".json"):
                continue
            for shape in json.load(tar.extractfile(member))["shapes"]:
                if shape["shape_type"] != "polygon":
                    continue
                points = np.array(shape["points"])
                x, y = (points - points.mean(0)).T
                radius = np.sqrt(0.5 * abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / np.pi)
                if radius > 0:
                    (outgrowths if "chondroma" in shape["label"] else others).append(np.stack([x, y], 1) / radius)
    return outgrowths, others


def grain(chance, size):
    noise = ndimage.gaussian_filter(chance.normal(size=(SIDE, SIDE)).astype(np.float32), size)
    return noise / noise.std()


def drawn(shape, angle, mirror, row, column, radius):
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = shape @ turn * radius * ([-1, 1] if mirror else [1, 1]) + [column, row]
    picture = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(picture).polygon([tuple(p) for p in points], fill=1)
    return np.asarray(picture) > 0


def place(chance, bone, shapes):
    """Mask of a lesion in the bone or on its surface; None when it does not fit."""
    depth = ndimage.distance_transform_edt(bone)
    half_width = np.percentile(depth[bone], 97)
    on_surface = chance.random() < 0.25
    candidates = np.argwhere(bone & (depth < 2)) if on_surface else np.argwhere(bone)
    row, column = candidates[chance.integers(len(candidates))]
    of_kind = shapes[0] if on_surface and chance.random() < 0.6 else shapes[1]
    shape = of_kind[chance.integers(len(of_kind))]
    turn, mirror = chance.uniform(0, 2 * np.pi), chance.random() < 0.5
    outside = ndimage.distance_transform_edt(~bone)
    beyond = chance.uniform(0.4, 2) * half_width if on_surface else (2 if chance.random() < 0.6 else chance.uniform(0.1, 0.7) * half_width)
    allowed = outside <= beyond
    if on_surface and chance.random() < 0.5:
        allowed &= depth < chance.uniform(1, 0.6 * half_width + 1)
    # as large as tumours of the BTXRD set are: 0.06 of the longest side, SD of the logarithm 0.7, and not out of proportion to the bone
    wanted = radius = np.clip(np.sqrt(half_width * 15.4 * np.exp(chance.normal(0, 0.9))), 4.5, 55)
    for _ in range(3):  # what the bone cuts off is made up for
        mask = drawn(shape, turn, mirror, row, column, radius) & allowed
        mask = (ndimage.gaussian_filter(mask.astype(np.float32), 0.12 * wanted) > 0.5) & (outside <= beyond + 2)
        if not mask.any():
            return None
        mask = largest(mask)
        reached = np.sqrt(mask.sum() / np.pi)
        if reached > 0.85 * wanted:
            break
        radius = min(90, radius * wanted / reached)
    return mask if mask.sum() >= 40 else None


def painted(chance, image, bone, shapes):
    """Film and mask: lytic, dense, mixed, expansile with a shell, or new bone and soft tissue on the surface."""
    mask = place(chance, bone, shapes)
    if mask is None:
        return None
    radius = np.sqrt(mask.sum() / np.pi)
    soft = ndimage.gaussian_filter(mask.astype(np.float32), chance.uniform(0.5, 0.15 * radius + 0.8))
    soft = np.clip(soft * (1 + chance.uniform(0, 0.6) * grain(chance, chance.uniform(1, 0.25 * radius + 1))), 0, 1)
    level = ndimage.gaussian_filter(image, radius / 2.5)
    beside = ndimage.median_filter(image, 5)
    contrast = max(0.05, np.percentile(image[bone], 75) - np.percentile(image[bone], 10))
    amount = contrast * np.exp(chance.uniform(np.log(0.3), np.log(1.3)))
    keep = chance.uniform(0, 0.9)
    mixed = keep * image + (1 - keep) * (level if chance.random() < 0.5 else beside)
    texture = grain(chance, chance.uniform(0.7, 4)) * contrast * chance.uniform(0, 0.3)
    kind = chance.choice(["lytic", "dense", "mixed"], p=[0.45, 0.3, 0.25])
    sign = {"lytic": -1, "dense": 1, "mixed": 0}[kind]
    cloud = grain(chance, chance.uniform(1, 5)) * amount * chance.uniform(0.3, 0.8) if kind == "mixed" else 0
    inside = mixed + sign * amount + texture + cloud
    # beyond the bone there is only new bone and a faint swelling
    outer = image + amount * chance.uniform(0.1, 1) + np.maximum(0, texture + cloud)
    new = np.where(bone, inside, outer) if chance.random() < 0.8 else outer
    out = image * (1 - soft) + soft * new
    if chance.random() < 0.35:
        ring = ndimage.gaussian_filter((mask ^ ndimage.binary_erosion(mask, iterations=2)).astype(np.float32), 0.8)
        out = out + ring * chance.uniform(0.1, 0.8) * contrast
    return np.clip(out, 0, 1).astype(np.float32), mask.astype(np.float32)
