"""Windows round a click, turned, scaled and exposed otherwise, and outlines from what the network says of them."""
import numpy as np
import torch
from scipy import ndimage
from torch.nn import functional as F

from lesion_films import SIDE
from network import CELL, CELLS

NEAR = 9.0  # cells, standard deviation of the nearness of the click


def nearness():
    r, c = np.mgrid[0:CELLS, 0:CELLS] - (CELLS - 1) / 2
    return torch.from_numpy(np.exp(-(r * r + c * c) / (2 * NEAR * NEAR)).astype(np.float32))


def window_grid(clicks, cell, angle=None, mirror=None, cells=CELLS):
    """Where the cells of windows lie on films, for grid_sample. `clicks` row, column; `cell` pixels."""
    n = len(clicks)
    angle = np.zeros(n) if angle is None else angle
    mirror = np.ones(n) if mirror is None else mirror
    half = cells * np.asarray(cell) / SIDE
    c, s = np.cos(angle) * half, np.sin(angle) * half
    to = lambda v: 2 * (v + 0.5) / SIDE - 1
    theta = np.stack([np.stack([mirror * c, -s, to(clicks[:, 1])], 1), np.stack([mirror * s, c, to(clicks[:, 0])], 1)], 1)
    return F.affine_grid(torch.from_numpy(theta.astype(np.float32)), (n, 1, cells, cells), align_corners=False)


def deformed(chance, grid, middles, radii, bends=6):
    """Lesions shrunk or grown where they lie, so that not each is as large as it was, and everything bent a little. `middles` row, column; pixels."""
    n = len(grid)
    middle = torch.from_numpy((2 * (middles[:, ::-1] + 0.5) / SIDE - 1).astype(np.float32))[:, None, None]
    reach = torch.from_numpy((2 * (1.3 * radii + 3) / SIDE).astype(np.float32)).view(n, 1, 1, 1)
    change = torch.from_numpy(np.exp(chance.uniform(-0.4, 0.4, n)).astype(np.float32)).view(n, 1, 1, 1) - 1
    offset = grid - middle
    grid = grid + offset * change * torch.exp(-0.5 * (offset / reach).square().sum(-1, keepdim=True))
    bent = torch.from_numpy(chance.normal(0, 2.5 * 2 / SIDE, (n, 2, bends, bends)).astype(np.float32))
    return grid + F.interpolate(bent, size=grid.shape[1:3], mode="bicubic", align_corners=True).permute(0, 2, 3, 1)


def sampled(arrays, grid, mode):
    return F.grid_sample(torch.from_numpy(np.stack(arrays).astype(np.float32))[:, None], grid, mode, "zeros", align_corners=False)


CELL_FACTORS = (0.8, 1.0, 1.2)


def probability(networks, image, valid, click, factors=CELL_FACTORS):
    """Mean over windows of several sizes and their mirror images, on the grid of the film."""
    total = np.zeros((SIDE, SIDE), np.float32)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    near = nearness()
    for factor in factors:
        cell = CELL * factor
        grid = window_grid(np.array([click] * 2, float), [cell] * 2, mirror=np.array([1.0, -1.0]))
        x = torch.cat([sampled([image] * 2, grid, "bilinear"), sampled([valid] * 2, grid, "nearest"), near.expand(2, 1, CELLS, CELLS)], 1)
        with torch.no_grad():
            odds = sum(network(x) for network in networks) / len(networks)
        p = odds.sigmoid()
        p = 0.5 * (p[0, 0] + p[1, 0].flip(1))
        u, v = 2 * (columns - click[1]) / (CELLS * cell), 2 * (rows - click[0]) / (CELLS * cell)
        back = torch.from_numpy(np.stack([u, v], -1))[None]
        total += F.grid_sample(p[None, None], back, "bilinear", "zeros", align_corners=False)[0, 0].numpy() / len(factors)
    return total * (valid > 0)


def outline(probability, click):
    """The set of likeliest pixels with the largest expected Dice, and of it what hangs together with the click, holes filled."""
    p = np.sort(probability.ravel())[::-1]
    p = p[:np.count_nonzero(p > 0.02)]
    if len(p) == 0:
        return probability > 1
    expected = 2 * np.cumsum(p) / (np.arange(1, len(p) + 1) + p.sum())
    last = np.argmax(expected)
    held = probability >= (p[last] + (p[last + 1] if last + 1 < len(p) else 0)) / 2
    r, c = int(round(click[0])), int(round(click[1]))
    labels, _ = ndimage.label(held)
    if labels[r, c] == 0:
        distance, nearest = ndimage.distance_transform_edt(labels == 0, return_indices=True)
        label = labels[nearest[0][r, c], nearest[1][r, c]]
    else:
        label = labels[r, c]
    return ndimage.binary_fill_holes(labels == label)


def exposed(chance, x):
    """Films exposed, blurred and digitized otherwise; N x 1 x cells x cells."""
    n = len(x)
    u = lambda low, high: torch.from_numpy(chance.uniform(low, high, (n, 1, 1, 1)).astype(np.float32))
    x = x.clamp(0, 1) ** torch.exp(0.3 * torch.from_numpy(chance.normal(size=(n, 1, 1, 1)).astype(np.float32)))
    low = u(-0.1, 0.1)
    x = low + x * (1 + u(-0.2, 0.2) - low)
    blurred = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    share = u(-0.5, 0.6)  # below zero: sharper
    x = x * (1 - share) + blurred * share
    x = x + u(0, 0.03) * torch.randn_like(x)
    ramp = torch.linspace(-1, 1, x.shape[-1])
    return (x * (1 + u(-0.2, 0.2) * ramp.view(1, 1, 1, -1) + u(-0.2, 0.2) * ramp.view(1, 1, -1, 1))).clamp(0, 1.3)
