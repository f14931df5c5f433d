"""The network of learn_film_lesions without a click, asked of a whole film."""
import numpy as np
import torch
from scipy import ndimage

from films import CELL, FILM, SIDE, on_map
from lesion_films import largest
from network import LesionNetwork
from windows import sampled, window_grid

FILM_AND_PLACE = 2  # inputs: film, whether there is film


def read_network(path):
    network = LesionNetwork(inputs=FILM_AND_PLACE)
    network.load_state_dict(torch.load(path))
    return network.eval()


def map_and_bone(networks, film):
    """What networks say of lesions, mean of mirror images, as in the program; and the largest bone that they see (the program asks another network)."""
    grid = window_grid(np.full((1, 2), (SIDE - 1) / 2), [CELL], cells=FILM)
    x = torch.cat([sampled([film.image], grid, "bilinear"), sampled([film.valid], grid, "nearest")], 1)
    with torch.no_grad():
        both = [network.both(torch.cat([x, x.flip(3)])) for network in networks]
    p = sum(odds.sigmoid() for odds, _ in both) / len(both)
    parts = sum(scores.softmax(1) for _, scores in both)
    seen = 0.5 * (p[0, 0] + p[1, 0].flip(1)).numpy()
    bone = (parts[0] + parts[1].flip(2)).argmax(0).numpy() > 0
    return seen * on_map(film.valid), ndimage.binary_fill_holes(largest(bone)) if bone.any() else bone


def export(network, path):
    network.eval()
    torch.onnx.export(network, torch.zeros(1, FILM_AND_PLACE, FILM, FILM), path, opset_version=11, input_names=["film"], output_names=["lesions"])
