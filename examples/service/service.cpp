#include "service.hpp"

#include <descry/beast.hpp>

#include <partner_center/emulator/whole_emulator.hpp>

partner_center::options example::whole_service()
{
    static partner_center::whole_emulator const emulator;
    return {.credentials = partner_center::demo::user_credentials(),
            .authority = emulator.base_url(),
            .client = {.base_url = emulator.base_url(), .network = {.ca_file = emulator.ca_file()}}};
}
