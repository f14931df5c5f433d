# Debian 12 packages, each wrapped once as a target with its include directories.
find_package(DCMTK 3.6.7 CONFIG REQUIRED)
find_package(ITK 5.2 REQUIRED COMPONENTS ITKCommon ITKIOImageBase ITKIONIFTI ITKIONRRD ITKDistanceMap
             ITKImageFeature ITKSmoothing ITKConnectedComponents ITKThresholding)
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(mstch CONFIG REQUIRED)
find_package(TBB REQUIRED)
find_package(PNG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(openjpeg REQUIRED IMPORTED_TARGET libopenjp2)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
find_package(Threads REQUIRED)

# Debian's ITK exports libraries without include directories; ITK_USE_FILE would change the whole project's flags.
add_library(osteosign_itk INTERFACE)
target_include_directories(osteosign_itk SYSTEM INTERFACE ${ITK_INCLUDE_DIRS})
target_link_libraries(osteosign_itk INTERFACE ${ITK_LIBRARIES})

# OpenCV's CMake package comes only with all of its modules (+247 MB), so those in use are found by name.
find_path(opencv_include opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
find_library(opencv_core_library opencv_core REQUIRED)
find_library(opencv_imgproc_library opencv_imgproc REQUIRED)
add_library(osteosign_opencv INTERFACE)
target_include_directories(osteosign_opencv SYSTEM INTERFACE ${opencv_include})
target_link_libraries(osteosign_opencv INTERFACE ${opencv_core_library} ${opencv_imgproc_library})
find_library(opencv_dnn_library opencv_dnn REQUIRED)
add_library(osteosign_opencv_dnn INTERFACE)
target_link_libraries(osteosign_opencv_dnn INTERFACE osteosign_opencv ${opencv_dnn_library})

# The NIfTI library that ITK itself uses (libnifti2 has the same symbols with other structures: never link both).
find_path(nifti_include nifti1_io.h PATH_SUFFIXES nifti REQUIRED)
find_library(nifti_library niftiio REQUIRED)
add_library(osteosign_nifti INTERFACE)
target_include_directories(osteosign_nifti SYSTEM INTERFACE ${nifti_include})
target_link_libraries(osteosign_nifti INTERFACE ${nifti_library})
