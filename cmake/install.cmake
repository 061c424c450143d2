# Installs the headers, and what find_package(descry CONFIG) needs to find both targets.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/descry)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.hpp)

# Two export sets, because each target keeps a namespace of its own.
foreach(target IN ITEMS descry partner_center)
    install(TARGETS ${target} EXPORT ${target}-targets INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    install(EXPORT ${target}-targets NAMESPACE ${target}:: DESTINATION ${package_dir})
endforeach()

write_basic_package_version_file(descry-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_SOURCE_DIR}/cmake/descry-config.cmake ${PROJECT_BINARY_DIR}/descry-config-version.cmake
        DESTINATION ${package_dir})
