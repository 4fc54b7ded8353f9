#include "cli/commands/commands.hpp"
#include "cli/http/listen_address.hpp"
#include "cli/options.hpp"
#include "cli/record/recorder.hpp"
#include "cli/text/json_text.hpp"
#include "simulator/web_server.hpp"

#include <frameio/error.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;

constexpr std::uint64_t largest_body = 1UL << 20;  // as the app's own limit

constexpr auto footer =
    R"(Takes deliveries and writes each into FILE, one JSON object a line, before it is answered: 200, or a message for an
action. With --forward it goes on to an app as it came, octet by octet, and the app's answer goes back: put it between a
tunnel and the app. A URL without a path leaves them their own. "frameio replay" sends them again.

Signatures are recorded; Authorization and Cookie headers are not. FILE is its owner's alone (0600), and is added to.

Examples:
  frameio record --to deliveries.jsonl
  frameio record --to deliveries.jsonl --listen 127.0.0.1:9000 --forward http://127.0.0.1:8080

Exit codes: 0 ended by Ctrl-C or because FILE is full, 1 FILE could not be written, 2 options that cannot be used.)";

struct record_options {
    std::string file;
    std::string listen = "127.0.0.1:8089";
    std::string forward;
    client_options client;
    std::size_t most = 10'000;
};

std::string where_text(const listen_address& where, std::uint16_t port) {
    const bool is_v6 = where.host.find(':') != std::string::npos;
    return fmt::format("http://{}:{}", is_v6 ? "[" + where.host + "]" : where.host, port);
}

std::unique_ptr<sim::web_server> serve(asio::io_context& loop, const listen_address& where, recorder& with) {
    try {
        return std::make_unique<sim::web_server>(
            loop.get_executor(), where.host, where.port,
            [&with](web::request request) { return with.answer(std::move(request)); }, largest_body);
    } catch (const configuration_error& wrong) {
        throw usage_error(wrong.what());
    }
}

exit_code farewell(const recording_file& file, const recorder& with) {
    if (!with.failure().empty()) {
        fmt::print(stderr, "frameio: {}; the recording has ended\n", printable_line(with.failure()));
        return exit_code::failed;
    }
    const char* const full = with.is_full() ? ", as many as --most allows: the recording has ended" : "";
    fmt::print("{} has {} deliveries{}\n", printable_line(file.path()), file.count(), full);
    return exit_code::succeeded;
}

exit_code run_record(const record_options& options) {
    const listen_address where = parse_listen_address(options.listen);
    std::optional<client_options> app;
    if (!options.forward.empty()) {
        app = options.client;
        app->to = parse_target(options.forward, "--forward");
    }
    recording_file file(options.file);
    if (file.count() >= options.most) {
        throw usage_error(fmt::format("--to: {} has {} deliveries, as many as --most allows: give another file",
                                      options.file, file.count()));
    }
    asio::io_context loop(1);
    asio::signal_set signals(loop, SIGINT, SIGTERM);
    std::unique_ptr<sim::web_server> server;
    // A second signal ends it at once.
    const auto end = [&] {
        signals.clear();
        server->drain([&loop] { loop.stop(); });
    };
    recorder with(loop.get_executor(), file, app ? &*app : nullptr, options.most, end);
    server = serve(loop, where, with);
    signals.async_wait([&end](const boost::system::error_code& cancelled, int) {
        if (!cancelled) {
            end();
        }
    });
    fmt::print("listening on {}\n", where_text(where, server->port()));
    std::fflush(stdout);
    loop.run();
    return farewell(file, with);
}

}  // namespace

void add_record(CLI::App& program, chosen_command& chosen) {
    auto options = std::make_shared<record_options>();
    options->client.timeout = std::chrono::seconds(30);
    CLI::App& command = *program.add_subcommand("record", "Take deliveries, keep them in a file, and pass them on");
    command.add_option("--to", options->file, "The file")->option_text("FILE (required)")->required();
    command.add_option("--listen", options->listen, "Where to take them; port 0: any that is free")
        ->option_text("HOST:PORT (127.0.0.1:8089)");
    command.add_option("--forward", options->forward, "The app to pass them on to")->option_text("URL");
    command.add_option("--most", options->most, "How many deliveries the file may have")
        ->option_text("N (10000)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
    add_client_options(command, options->client);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_record(*options); }; });
}

}  // namespace frameio::cli
