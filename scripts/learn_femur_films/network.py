"""A small U-Net; its first layer halves the grid, its last doubles it again."""
import torch
from torch import nn
from torch.nn import functional as F

from femur_films import PARTS, SIDE


def layer(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class FilmNetwork(nn.Module):
    def __init__(self, widths=(20, 32, 56, 88, 128)):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, widths[0], 5, 2, 2, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(), layer(widths[0], widths[0]))
        self.down = nn.ModuleList(nn.Sequential(layer(a, b, 2), layer(b, b)) for a, b in zip(widths, widths[1:]))
        self.deep = layer(widths[-1], widths[-1])
        self.up = nn.ModuleList(layer(a + b, a) for a, b in zip(widths[:-1], widths[1:]))
        self.last = nn.Conv2d(widths[0], len(PARTS), 3, padding=1)

    def scores(self, x):
        """On half of the grid of the film: the program enlarges them itself."""
        levels = [self.stem(x)]
        for down in self.down:
            levels.append(down(levels[-1]))
        x = self.deep(levels[-1])
        for skip, up in zip(reversed(levels[:-1]), reversed(self.up)):
            x = up(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), skip], 1))
        return self.last(x)

    def forward(self, x):
        return F.interpolate(self.scores(x), scale_factor=2, mode="bilinear", align_corners=False)


def export(network, path):
    network.eval()
    network.forward = network.scores
    torch.onnx.export(network, torch.zeros(1, 1, SIDE, SIDE), path, opset_version=11, input_names=["film"], output_names=["scores"])
