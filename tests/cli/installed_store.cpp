// Installs an app in a workspace, and ends: what is left is its record in the store, and what Frame.io has of it.
//
// Arguments: the store, the workspace and its admin, where the app is, and its settings; the manifest is standard
// input. The API and the token come from the environment, and so do the keys.

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <iostream>
#include <iterator>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

#include "auth/key_ring.hpp"
#include "install/blueprint.hpp"
#include "install/saga.hpp"
#include "store/open.hpp"

namespace asio = boost::asio;
namespace install = frameio::install;

namespace {

frameio::api::client client_of_the_environment() {
    frameio::api::client_options options;
    options.keep_to_rates = false;
    return frameio::api::client(std::move(options));
}

/// "NAME=VALUE".
install::config settings_of(std::span<char*> arguments) {
    install::config made;
    for (const std::string each : arguments) {
        const std::size_t end = each.find('=');
        made.emplace(each.substr(0, end), each.substr(end + 1));
    }
    return made;
}

void run(std::span<char*> arguments) {
    if (arguments.size() < 6) {
        throw std::invalid_argument("installed_store STORE ACCOUNT WORKSPACE USER URL [NAME=VALUE...] < MANIFEST");
    }
    const std::string manifest{std::istreambuf_iterator<char>(std::cin), {}};
    install::order wanted(install::tenant(arguments[2], arguments[3]), arguments[4],
                          install::blueprint_of(manifest, arguments[5], "Acme"));
    wanted.settings = settings_of(arguments.subspan(6));
    auto keys = std::make_shared<const frameio::auth::key_ring>(frameio::auth::key_ring::from_environment());
    const install::saga work(frameio::store::open(arguments[1], frameio::system_clock()), std::move(keys),
                             frameio::system_clock());
    asio::io_context loop(1);
    auto done = asio::co_spawn(loop, work.install(client_of_the_environment(), std::move(wanted)), asio::use_future);
    loop.run();
    done.get();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run({argv, static_cast<std::size_t>(argc)});
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
