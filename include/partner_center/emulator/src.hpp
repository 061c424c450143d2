// src.hpp: whole_emulator, compiled once: the documents and actions of all resources of Partner Center, for one source
// file of a program with DESCRY_SEPARATE_COMPILATION, besides <partner_center/src.hpp>. The CMake target
// partner_center::whole_emulator has such a source file.
#pragma once

#ifndef DESCRY_SEPARATE_COMPILATION
#error \
    "define DESCRY_SEPARATE_COMPILATION in all files of the program, or do not include <partner_center/emulator/src.hpp>"
#endif

#include <partner_center/emulator/impl/customers.ipp>
#include <partner_center/emulator/impl/devices.ipp>
#include <partner_center/emulator/impl/invoices.ipp>
#include <partner_center/emulator/impl/offers.ipp>
#include <partner_center/emulator/impl/orders.ipp>
#include <partner_center/emulator/impl/partner.ipp>
#include <partner_center/emulator/impl/records.ipp>
#include <partner_center/emulator/impl/subscriptions.ipp>
#include <partner_center/emulator/impl/users.ipp>
#include <partner_center/emulator/impl/whole_in_process_emulator.ipp>
