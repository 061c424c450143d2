// src.hpp: the functions of partner_center that are not templates, for one source file of a program with
// DESCRY_SEPARATE_COMPILATION, besides <descry/src.hpp>. The CMake target partner_center::compiled has such a source
// file. Those of whole_emulator are in <partner_center/emulator/src.hpp>: few programs need them, and they take a
// multiple of the time.
#pragma once

#ifndef DESCRY_SEPARATE_COMPILATION
#error "define DESCRY_SEPARATE_COMPILATION in all files of the program, or do not include <partner_center/src.hpp>"
#endif

#include <partner_center/emulator/impl/in_process_emulator.ipp>
#include <partner_center/impl/client.ipp>
