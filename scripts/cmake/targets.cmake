# One way to make a layer and one way to make a test, so that flags are stated once.
add_library(osteosign_flags INTERFACE)
target_compile_options(osteosign_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
                       -Wno-maybe-uninitialized  # false alarms of GCC 12 on std::variant
                       $<$<BOOL:${OSTEOSIGN_WARNINGS_AS_ERRORS}>:-Werror>)
target_include_directories(osteosign_flags INTERFACE ${PROJECT_SOURCE_DIR})

if(OSTEOSIGN_CLANG_TIDY)
  # The shim lets clang read ITK 5.2.1, whose detection header knows only GCC.
  set(CMAKE_CXX_CLANG_TIDY clang-tidy --extra-arg=-include
      --extra-arg=${PROJECT_SOURCE_DIR}/scripts/cmake/itk_for_clang.h)
endif()

# Headers that most files include: parsed once a target.
set(osteosign_parsed_once <Eigen/Core> <algorithm> <cmath> <filesystem> <functional> <map> <optional> <string> <variant> <vector>)

# osteosign_layer(name SOURCES ... LINKS ...): a static library with the project's flags.
function(osteosign_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC osteosign_flags ${arg_LINKS})
  list(LENGTH arg_SOURCES count)
  if(count GREATER 4)  # below that, making the precompiled header takes longer than it saves
    target_precompile_headers(${name} PRIVATE ${osteosign_parsed_once})
  endif()
endfunction()

# osteosign_weights(target name): the bytes of name_network.onnx as a part of a layer, between the symbols
# osteosign_NAME_network and osteosign_NAME_network_end. OSTEOSIGN_NAME_WEIGHTS names another file, to measure those of
# a fold.
function(osteosign_weights target name)
  string(TOUPPER ${name} upper)
  set(OSTEOSIGN_${upper}_WEIGHTS ${CMAKE_CURRENT_SOURCE_DIR}/${name}_network.onnx CACHE FILEPATH
      "Weights of the ${name} network; others than those of the program to measure a fold")
  set(file ${OSTEOSIGN_${upper}_WEIGHTS})
  configure_file(${PROJECT_SOURCE_DIR}/scripts/cmake/weights.S.in ${CMAKE_CURRENT_BINARY_DIR}/${name}_weights.S @ONLY)
  set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_weights.S PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}_weights.S)
endfunction()

# The tests of a program that pass a filter of GoogleTest, under one label.
function(osteosign_label_tests name whole label filter suffix)
  if(whole)
    add_test(NAME ${name}${suffix} COMMAND ${name} --gtest_filter=${filter})
    set_tests_properties(${name}${suffix} PROPERTIES LABELS ${label} TIMEOUT 600)
  else()
    gtest_discover_tests(${name} TEST_PREFIX ${name}/ TEST_FILTER ${filter} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                         TEST_LIST ${name}_${label} PROPERTIES LABELS ${label} TIMEOUT 600)
  endif()
endfunction()

# osteosign_test(name LABEL fast|thorough|slow [WHOLE] [THOROUGH patterns...] SOURCES ... LINKS ...): a GoogleTest
# program, its tests discovered and labelled, each run for itself. WHOLE: run together, as they look at a scene that
# takes longer to make than to test. THOROUGH: those of its tests that fit a pattern have that label instead.
function(osteosign_test name)
  cmake_parse_arguments(arg "WHOLE" "LABEL" "SOURCES;LINKS;THOROUGH" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE osteosign_flags ${arg_LINKS} GTest::gmock_main Eigen3::Eigen)
  list(LENGTH arg_SOURCES count)
  if(count GREATER 1)
    target_precompile_headers(${name} PRIVATE <gmock/gmock.h> ${osteosign_parsed_once})
  endif()
  target_compile_definitions(${name} PRIVATE OSTEOSIGN_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                             OSTEOSIGN_BINARY_DIR="${CMAKE_BINARY_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  list(JOIN arg_THOROUGH ":" thorough)
  if(thorough)
    osteosign_label_tests(${name} "${arg_WHOLE}" ${arg_LABEL} "-${thorough}" "")
    osteosign_label_tests(${name} "${arg_WHOLE}" thorough "${thorough}" "/thorough")
  else()
    osteosign_label_tests(${name} "${arg_WHOLE}" ${arg_LABEL} "*" "")
  endif()
endfunction()
