// invoices: an invoice with thousands of lines, which are created for each request, and one with few.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

#include <cstddef>

namespace partner_center::demo {

/// The number of lines of the invoice `invoice_id`. The amount of each is 10.01, its tax 2.10.
inline constexpr std::size_t invoice_lines = 2500;

/// Seeds two invoices with their lines and statements, the balance, and the lines that are not yet invoiced.
DESCRY_DECL void seed_invoices(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/invoices.ipp>
#endif
