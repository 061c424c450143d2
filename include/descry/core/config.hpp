// config: selects header-only or separate compilation of the functions that are not templates.
#pragma once

// With DESCRY_SEPARATE_COMPILATION, headers only declare these functions, and one source file of the program includes
// <descry/src.hpp>. All files of a program must agree on it, which the CMake target descry::compiled ensures.
#ifdef DESCRY_SEPARATE_COMPILATION
#define DESCRY_DECL
#else
#define DESCRY_DECL inline
#endif
