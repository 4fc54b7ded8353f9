// Uploads a file, and says how much memory that took: upload_file URL FILE STATE_FILE

#include <frameio/api/all.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

namespace asio = boost::asio;
namespace api = frameio::api;

int main(int argc, char** argv) {
    if (argc != 4) {
        std::printf("usage: upload_file URL FILE STATE_FILE\n");
        return 2;
    }
    api::client_options options;
    options.url = argv[1];
    options.who = api::credentials::token("a-token");
    options.use_proxies = false;
    options.retry.first_wait = std::chrono::milliseconds(1);
    const api::client client(options);
    asio::io_context loop(1);
    std::exception_ptr failure;
    asio::co_spawn(loop, client.upload("account", "folder", argv[2], api::upload_options().remember(argv[3])),
                   [&](std::exception_ptr ended, const api::file& made) {
                       failure = ended;
                       std::printf("%s\n", made.id.c_str());
                   });
    loop.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    // The most that this program used; getrusage would count what the one that started it had.
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            std::printf("%ld KiB\n", std::stol(line.substr(6)));
        }
    }
    return 0;
}
