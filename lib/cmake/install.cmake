# What others find after `cmake --install`: the library, its headers, a CMake package and a pkg-config file. Nothing in it
# names the place of installation, so that the tree may be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/frameio)
get_target_property(library_type frameio TYPE)
set(FRAMEIO_STATIC OFF)
if(library_type STREQUAL "STATIC_LIBRARY")
  set(FRAMEIO_STATIC ON)
endif()

install(TARGETS frameio EXPORT frameio_targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
set(not_installed)
if(FRAMEIO_SIMULATOR)
  install(TARGETS frameio_simulator frameio_testing EXPORT frameio_targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
else()
  set(not_installed PATTERN simulator.hpp EXCLUDE PATTERN testing.hpp EXCLUDE PATTERN testing EXCLUDE)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/frameio DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.hpp" ${not_installed})
install(EXPORT frameio_targets FILE frameio-targets.cmake NAMESPACE frameio:: DESTINATION ${package_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/frameio-config.cmake.in
                              ${CMAKE_CURRENT_BINARY_DIR}/frameio-config.cmake INSTALL_DESTINATION ${package_dir}
                              NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may break what was built against the one before.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/frameio-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/frameio-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/frameio-config-version.cmake
        DESTINATION ${package_dir})

# Boost has no pkg-config files, and those of SQLite and libpq ask for libraries under --static that their packages do not
# bring.
# Who links the static library links what it uses, also without `pkg-config --static`: there
# is no other library that could bring it.
set(uses "openssl fmt simdjson")
set(libraries "-lboost_json -lsqlite3")
if(FRAMEIO_POSTGRESQL)
  string(APPEND libraries " -lpq")
endif()
if(FRAMEIO_STATIC)
  set(pc_uses "Requires: ${uses}\nLibs: -L\${libdir} -lframeio ${libraries} -pthread")
else()
  set(pc_uses "Requires.private: ${uses}\nLibs: -L\${libdir} -lframeio -pthread\nLibs.private: ${libraries}")
endif()
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
file(RELATIVE_PATH pc_include ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_FULL_INCLUDEDIR})
configure_file(${CMAKE_CURRENT_LIST_DIR}/frameio.pc.in ${CMAKE_CURRENT_BINARY_DIR}/frameio.pc.with_flags @ONLY)
# What the headers need defined is known to the target only, and only when everything has been read.
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/frameio.pc INPUT ${CMAKE_CURRENT_BINARY_DIR}/frameio.pc.with_flags
     TARGET frameio)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/frameio.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
