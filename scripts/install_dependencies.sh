#!/usr/bin/env bash
# Everything that osteosign needs to be built, run and tested on Debian 12, from Debian's packages alone.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config ccache
  libdcmtk-dev libinsighttoolkit5-dev libopencv-core-dev libopencv-imgproc-dev libopencv-dnn-dev libeigen3-dev libopenjp2-7-dev
  libcli11-dev nlohmann-json3-dev libspdlog-dev libfmt-dev libtbb-dev libpng-dev zlib1g-dev libniftiio-dev libssl-dev libmstch-dev
  libcpp-httplib-dev libpango1.0-dev fonts-dejavu-core libsqlite3-dev
  # tests only
  libgtest-dev libgmock-dev libvalijson-dev dcmtk dicom3tools libgdcm-tools python3-pydicom python3-numpy
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "dependencies: all ${#packages[@]} packages are installed"
  exit 0
fi

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
