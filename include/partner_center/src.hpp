// src.hpp: the functions of partner_center that are no templates, for one source file of a program that is compiled with
// DESCRY_SEPARATE_COMPILATION, beside <descry/src.hpp>. The CMake target partner_center::compiled is such a source file.
#pragma once

#ifndef DESCRY_SEPARATE_COMPILATION
#error "define DESCRY_SEPARATE_COMPILATION in all files of the program, or do not include <partner_center/src.hpp>"
#endif

#include <partner_center/impl/client.ipp>
