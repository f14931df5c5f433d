"""The network of learn_film_lesions without a click, asked of a whole film."""
import numpy as np
import torch

from films import CELL, FILM, SIDE, on_map
from network import LesionNetwork
from windows import sampled, window_grid

FILM_AND_PLACE = 2  # inputs: film, whether there is film


def read_network(path):
    network = LesionNetwork(inputs=FILM_AND_PLACE)
    network.load_state_dict(torch.load(path))
    return network.eval()


def lesion_map(networks, film):
    """Mean over networks and mirror images, as the program does it; on half of the grid."""
    grid = window_grid(np.full((1, 2), (SIDE - 1) / 2), [CELL], cells=FILM)
    x = torch.cat([sampled([film.image], grid, "bilinear"), sampled([film.valid], grid, "nearest")], 1)
    with torch.no_grad():
        p = sum(network(torch.cat([x, x.flip(3)])).sigmoid() for network in networks) / len(networks)
    seen = 0.5 * (p[0, 0] + p[1, 0].flip(1)).numpy()
    return seen * on_map(film.valid)


def export(network, path):
    network.eval()
    torch.onnx.export(network, torch.zeros(1, FILM_AND_PLACE, FILM, FILM), path, opset_version=11, input_names=["film"], output_names=["lesions"])
