// config: whether the functions that are no templates are compiled in each file that uses them, or once for a program.
#pragma once

// With DESCRY_SEPARATE_COMPILATION, headers declare only, and one source file of the program includes <descry/src.hpp>.
// It has to be the same in all files of a program: the CMake target descry::compiled sees to that.
#ifdef DESCRY_SEPARATE_COMPILATION
#define DESCRY_DECL
#else
#define DESCRY_DECL inline
#endif
