#pragma once

#include "cli/http/http_client.hpp"
#include "cli/inputs.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace frameio::cli {

/// Options that several subcommands share, so that they are called the same everywhere.
void add_secret_options(CLI::App& command, secret_source& source, const char* otherwise);
void add_body_options(CLI::App& command, body_source& source);
/// `--timeout`, `--ca` and `--insecure`.
void add_client_options(CLI::App& command, client_options& client);
void add_json_option(CLI::App& command, bool& wanted);

/// An option that may be repeated, and takes one value each time: a plain vector option would also take the positional
/// arguments that follow it.
CLI::Option* add_repeatable(CLI::App& command, const char* name, std::vector<std::string>& values, const char* text);

}  // namespace frameio::cli
