# descry::compiled and partner_center::compiled: what is no template in libraries, for programs of more than a few files.
# partner_center::whole_emulator, with the latter, is what whole_emulator.hpp and whole_in_process_emulator.hpp declare: a
# library of its own, since it has all models of the API and takes longer to compile than the others together.
# Each is compiled as the project that links it is, from the source files beside this one, and only if something links it.
# descry::compiled has Boost.Asio too, a sixth of what a file with a call costs. Its two parts are linked only if the
# program does not compile them itself.
if(NOT TARGET descry::compiled)
    add_library(descry_compiled STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/descry.cpp
                ${CMAKE_CURRENT_LIST_DIR}/asio.cpp ${CMAKE_CURRENT_LIST_DIR}/asio_ssl.cpp)
    add_library(descry::compiled ALIAS descry_compiled)
    target_compile_definitions(descry_compiled PUBLIC DESCRY_SEPARATE_COMPILATION BOOST_ASIO_SEPARATE_COMPILATION)
    target_link_libraries(descry_compiled PUBLIC descry::descry)

    add_library(partner_center_compiled STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/partner_center.cpp)
    add_library(partner_center::compiled ALIAS partner_center_compiled)
    target_link_libraries(partner_center_compiled PUBLIC partner_center::partner_center descry::compiled)

    add_library(partner_center_whole_emulator STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/whole_emulator.cpp)
    add_library(partner_center::whole_emulator ALIAS partner_center_whole_emulator)
    target_link_libraries(partner_center_whole_emulator PUBLIC partner_center::compiled)

    # They may become part of a shared library.
    set_target_properties(descry_compiled partner_center_compiled partner_center_whole_emulator PROPERTIES
                          POSITION_INDEPENDENT_CODE ON)
endif()
