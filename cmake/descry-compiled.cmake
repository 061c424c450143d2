# descry::compiled and partner_center::compiled: what is no template in libraries, for programs of more than a few files.
# Each is compiled as the project that links it is, from the one source file beside this one, and only if something links
# it.
if(NOT TARGET descry::compiled)
    add_library(descry_compiled STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/descry.cpp)
    add_library(descry::compiled ALIAS descry_compiled)
    target_compile_definitions(descry_compiled PUBLIC DESCRY_SEPARATE_COMPILATION)
    target_link_libraries(descry_compiled PUBLIC descry::descry)

    add_library(partner_center_compiled STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/partner_center.cpp)
    add_library(partner_center::compiled ALIAS partner_center_compiled)
    target_link_libraries(partner_center_compiled PUBLIC partner_center::partner_center descry::compiled)

    # They may become part of a shared library.
    set_target_properties(descry_compiled partner_center_compiled PROPERTIES POSITION_INDEPENDENT_CODE ON)
endif()
