#include "cli/options.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdint>

namespace frameio::cli {

CLI::Option* add_repeatable(CLI::App& command, const char* name, std::vector<std::string>& values, const char* text) {
    return command.add_option(name, values, text)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_secret_options(CLI::App& command, secret_source& source, const char* otherwise) {
    CLI::Option* text = add_repeatable(command, source.option.c_str(), source.texts,
                                       "The signing secret; others on this machine may see it. May be repeated");
    text->option_text("SECRET");
    command
        .add_option(
            source.option + "-file", source.file,
            fmt::format("A file with a secret on each line; - is standard input. Without either option the secret\n"
                        "is taken from the environment: {}",
                        otherwise))
        ->option_text("FILE")
        ->excludes(text);
}

void add_body_options(CLI::App& command, body_source& source) {
    CLI::Option* text = command.add_option("--body", source.text, "The body, literally")->option_text("TEXT");
    command.add_option("--file", source.file, "A file with the body, octet by octet; - is standard input, the default")
        ->option_text("FILE")
        ->excludes(text);
}

void add_client_options(CLI::App& command, client_options& client) {
    const auto keep = [&client](double seconds) {
        client.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    };
    command.add_option_function<double>("--timeout", keep, "How long to wait for a connection, and for an answer")
        ->option_text(fmt::format("SECONDS ({})", std::chrono::duration<double>(client.timeout).count()))
        ->check(CLI::Range(0.001, 3600.0));
    command.add_option("--ca", client.ca_file, "A PEM file with a CA to trust, beside the system's")
        ->option_text("FILE");
    command.add_flag("--insecure", client.insecure, "Take any certificate; for a server of your own only");
}

void add_json_option(CLI::App& command, bool& wanted) {
    command.add_flag("--json", wanted, "Print one JSON object instead of text");
}

}  // namespace frameio::cli
