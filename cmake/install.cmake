# Installs the headers, and what find_package(descry CONFIG) needs to find both targets.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/descry)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING REGEX "[.][hi]pp$")

# Export sets by namespace: the targets of descry without what calls need have a set of their own.
foreach(target IN ITEMS descry_json descry partner_center)
    install(TARGETS ${target} EXPORT ${target}-targets INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()
install(EXPORT descry_json-targets FILE descry-json-targets.cmake NAMESPACE descry:: DESTINATION ${package_dir})
install(EXPORT descry-targets NAMESPACE descry:: DESTINATION ${package_dir})
install(EXPORT partner_center-targets NAMESPACE partner_center:: DESTINATION ${package_dir})

write_basic_package_version_file(descry-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_SOURCE_DIR}/cmake/descry-config.cmake ${PROJECT_SOURCE_DIR}/cmake/descry-compiled.cmake
        ${PROJECT_SOURCE_DIR}/cmake/descry.cpp ${PROJECT_SOURCE_DIR}/cmake/asio.cpp
        ${PROJECT_SOURCE_DIR}/cmake/asio_ssl.cpp ${PROJECT_SOURCE_DIR}/cmake/partner_center.cpp
        ${PROJECT_SOURCE_DIR}/cmake/whole_emulator.cpp
        ${PROJECT_BINARY_DIR}/descry-config-version.cmake
        DESTINATION ${package_dir})
