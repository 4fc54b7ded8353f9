#include "auth/key_ring.hpp"
#include "auth/rotation.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/deliveries_command.hpp"
#include "cli/inputs.hpp"
#include "cli/options.hpp"
#include "cli/store/key_report.hpp"
#include "cli/store/opened_store.hpp"
#include "cli/store/read_keys.hpp"
#include "cli/text/json_text.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace frameio::cli {
namespace {

constexpr auto footer =
    R"(What apps keep of their users is encrypted with the first key of FRAMEIO_ENCRYPTION_KEY, or of the file that
FRAMEIO_ENCRYPTION_KEY_FILE names; the other keys there open what is older. Keys are told apart by their ids, and no
key is printed but by "generate". To change them: put a new key in front, start the apps again, rotate, leave the old
one out.

Examples:
  (umask 077; frameio keys generate > frameio.keys)
  FRAMEIO_ENCRYPTION_KEY_FILE=frameio.keys frameio keys check
  FRAMEIO_ENCRYPTION_KEY_FILE=frameio.keys frameio keys rotate --store postgresql://frameio@db.example/frameio
  FRAMEIO_ENCRYPTION_KEY_FILE=frameio.keys frameio keys forget 0123456789abcdef

Exit codes: 0 done, everything can be read; 1 something is encrypted with a key that is not there, or is damaged, or
still has an older key after "rotate", or nothing is there to forget; 2 options, keys or a store that cannot be used.)";

struct keys_options {
    store_choice store;
    bool json = false;
};

exit_code run_generate() {
    fmt::print("{}\n", auth::new_key());
    return exit_code::succeeded;
}

exit_code run_check(const keys_options& options) {
    const auth::key_ring keys = read_keys();
    opened_store opened(options.store.address);
    key_state state;
    state.ids = keys.ids();
    state.found = opened.wait_for(auth::survey(opened.operations(), keys));
    fmt::print("{}", options.json ? keys_json(state) : keys_text(state));
    return state.found.is_readable() ? exit_code::succeeded : exit_code::failed;
}

exit_code run_rotate(const keys_options& options) {
    const auth::key_ring keys = read_keys();
    if (keys.empty()) {
        throw usage_error(
            "there is no key to encrypt with: set FRAMEIO_ENCRYPTION_KEY or FRAMEIO_ENCRYPTION_KEY_FILE, as the app "
            "has it");
    }
    opened_store opened(options.store.address);
    const auth::rotation_outcome done = opened.wait_for(auth::rotate(opened.operations(), keys));
    key_state state;
    state.ids = keys.ids();
    state.found = done.left;
    fmt::print("{}", rotation_text(state, done.resealed));
    const bool is_all = state.found.is_readable() && state.found.with_old_key() == 0;
    return is_all ? exit_code::succeeded : exit_code::failed;
}

struct forget_options {
    store_choice store;
    std::string key;
    bool damaged = false;
};

/// As `keys check` tells them.
bool is_key_id(const std::string& text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void require_lost(const forget_options& options, const auth::key_ring& keys) {
    if (options.key.empty() != options.damaged) {
        throw usage_error("say what is lost: the id of a key, as \"frameio keys check\" has it, or --damaged");
    }
    if (!options.damaged && !is_key_id(options.key)) {
        throw usage_error(fmt::format("\"{}\" is no id of a key: 16 hex digits, as \"frameio keys check\" has them",
                                      printable_line(options.key)));
    }
    const std::vector<std::string> ours = keys.ids();
    if (std::ranges::find(ours, options.key) != ours.end()) {
        throw usage_error(fmt::format("the key {} is there, and what it has encrypted can be read", options.key));
    }
}

exit_code run_forget(const forget_options& options) {
    const auth::key_ring keys = read_keys();
    require_lost(options, keys);
    opened_store opened(options.store.address);
    const std::size_t forgotten =
        opened.wait_for(options.damaged ? auth::forget_damaged(opened.operations(), keys)
                                        : auth::forget_lost(opened.operations(), options.key));
    fmt::print("{}", forgotten_text(forgotten));
    return forgotten == 0 ? exit_code::failed : exit_code::succeeded;
}

CLI::App& add_command(CLI::App& parent, const char* name, const char* help) {
    CLI::App& command = *parent.add_subcommand(name, help);
    command.footer(footer);
    return command;
}

void add_generate(CLI::App& parent, chosen_command& chosen) {
    CLI::App& command = add_command(parent, "generate", "Make a new key, and print it");
    command.callback([&chosen] { chosen = run_generate; });
}

void add_check(CLI::App& parent, chosen_command& chosen) {
    auto options = std::make_shared<keys_options>();
    CLI::App& command =
        add_command(parent, "check", "Say what of a store the keys in the environment open; changes nothing");
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.callback([options, &chosen] { chosen = [options] { return run_check(*options); }; });
}

void add_rotate(CLI::App& parent, chosen_command& chosen) {
    auto options = std::make_shared<keys_options>();
    CLI::App& command = add_command(parent, "rotate",
                                    "Encrypt with the first key what has an older one, whether an app runs now or not");
    add_store_option(command, options->store);
    command.callback([options, &chosen] { chosen = [options] { return run_rotate(*options); }; });
}

void add_forget(CLI::App& parent, chosen_command& chosen) {
    auto options = std::make_shared<forget_options>();
    CLI::App& command =
        add_command(parent, "forget", "Remove what nobody can read: what has a key that is lost, or is damaged");
    command.add_option("KEY", options->key, "the id of a key that is lost, as \"frameio keys check\" has it")
        ->option_text(" ");
    command.add_flag("--damaged", options->damaged, "what cannot be read though its key is there");
    add_store_option(command, options->store);
    command.callback([options, &chosen] { chosen = [options] { return run_forget(*options); }; });
}

}  // namespace

void add_keys(CLI::App& program, chosen_command& chosen) {
    CLI::App& command = add_command(program, "keys", "Make, check or change the keys that a store is encrypted with");
    add_generate(command, chosen);
    add_check(command, chosen);
    add_rotate(command, chosen);
    add_forget(command, chosen);
    command.require_subcommand(1);
}

}  // namespace frameio::cli
