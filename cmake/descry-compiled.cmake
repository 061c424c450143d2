# descry::compiled: descry with what is no template in a library, for programs of more than a few files. It is compiled
# as the project that links it is, from the one source file beside this one, and only if something links it.
if(NOT TARGET descry::compiled)
    add_library(descry_compiled STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/descry.cpp)
    add_library(descry::compiled ALIAS descry_compiled)
    target_compile_definitions(descry_compiled PUBLIC DESCRY_SEPARATE_COMPILATION)
    target_link_libraries(descry_compiled PUBLIC descry::descry)
endif()
