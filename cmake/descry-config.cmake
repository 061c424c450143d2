include(CMakeFindDependencyMacro)
find_dependency(Boost 1.81 CONFIG COMPONENTS url)
find_dependency(OpenSSL 3)
find_dependency(ZLIB)
find_dependency(Threads)

include(${CMAKE_CURRENT_LIST_DIR}/descry-targets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/partner_center-targets.cmake)
