// Asynchronous calls: in a coroutine, with a future and with a callback.
#include <descry/beast.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/emulator.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <iostream>

namespace pc = partner_center;
namespace asio = boost::asio;

// With g++ 12, arguments of an awaited call have names, as `profile` here: it destroys a temporary in braces twice.
asio::awaitable<void> change_email(descry::bound<pc::billing_profile> billing)
{
    auto profile = co_await billing.async_get();  // throws descry::call_error
    profile.email = "coroutine@sample.com";
    auto const stored = co_await billing.async_try_update(profile);  // returns a descry::result
    std::cout << "coroutine: " << (stored ? *stored->email : stored.error().message()) << '\n';
}

int main()
{
    pc::emulator emulator;
    asio::io_context context;
    pc::client const partner{pc::options{.credentials = pc::demo::user_credentials(),
                                         .authority = emulator.base_url(),
                                         .client = {.base_url = emulator.base_url(),
                                                    .network = {.ca_file = emulator.ca_file()},
                                                    .executor = context.get_executor()}}};
    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();

    asio::co_spawn(context, change_email(billing), [](std::exception_ptr e) {
        if (e) std::rethrow_exception(e);
    });
    context.run();

    billing.async_try_get([](descry::result<pc::customer_billing_profile> const& read) {
        std::cout << "callback:  " << (read ? *read->email : read.error().message()) << '\n';
    });
    context.restart();
    context.run();

    auto future = billing.async_get(asio::use_future);
    context.restart();
    context.run();
    std::cout << "future:    " << *future.get().email << '\n';
}
