#include "cli/commands/deliveries_command.hpp"
#include "cli/commands/installations_command.hpp"
#include "cli/installations/known_records.hpp"
#include "cli/installations/repair_actor.hpp"
#include "cli/installations/repair_report.hpp"
#include "cli/options.hpp"
#include "cli/text/json_text.hpp"
#include "install/blueprint.hpp"
#include "install/difference.hpp"
#include "install/registrations.hpp"
#include "install/saga.hpp"

#include <frameio/clock.hpp>
#include <frameio/error.hpp>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace frameio::cli {
namespace {

using ending = repair_outcome::ending;

constexpr auto footer =
    R"(Makes Frame.io agree with what the store has of the installation: a webhook or an action that somebody has removed is
created again, and one that was changed or switched off is as it was. What is still there keeps its signing secret. The app
may run meanwhile, and takes new secrets by itself; of those that work on an installation at a time, one does. Who is
interrupted does it again. What a newer version of the app wants beyond the record, its own page /install brings.

It is done as the admin who has installed, updated or repaired it last, with the tokens of their login in the store, and with
ADOBE_CLIENT_ID, ADOBE_CLIENT_SECRET and ADOBE_IMS_URL as the app has them. If FRAMEIO_TOKEN is set, it is done as the user
whose token that is, who has to administer the workspace.

Examples:
  frameio installations repair --dry-run 0d2b8a5e-7f1c-4f6b-9a53-1c1f4c2b9e10/378fcbf7-6f88-4224-8139-6a743ed940b2
  FRAMEIO_TOKEN=... frameio installations repair 0d2b8a5e-7f1c-4f6b-9a53-1c1f4c2b9e10/378fcbf7-6f88-4224-8139-6a743ed940b2

Exit codes: 0 nothing differs, or not any more; 1 something does: --dry-run leaves it, somebody else is at it, a call
failed, the record cannot be read, or there is none; 2 options, keys or a store that cannot be used.)";

struct repair_options {
    store_choice store;
    std::string installation;
    bool dry_run = false;
    bool json = false;
};

/// What an app has begun, it alone knows the whole of, and ends.
void require_repairable(const install::record& what) {
    if (what.state == install::phase::removing) {
        throw std::runtime_error("the app is being removed there: there is nothing to repair");
    }
    if (!what.installed) {
        throw std::runtime_error(
            "the app was never installed there to the end, and what is left to do it knows itself: let it run, or "
            "install it at its page /install");
    }
    if (!what.is_repairable()) {
        throw std::runtime_error(
            "an update of the app is under way there, or was cut off: the app goes on with it by itself within five "
            "minutes; let it run");
    }
}

/// What helps a call that failed.
const char* remedy_of(const api::api_error& failure) {
    if (failure.code() == api::errc::no_token) {  // which says where to log in
        return "or set FRAMEIO_TOKEN to a token of somebody who administers the workspace";
    }
    if (failure.is_unauthorized()) {
        return "an admin logs in at the app's /install; or set FRAMEIO_TOKEN to a token that is good";
    }
    if (failure.is_forbidden()) {
        return "it wants somebody who administers the workspace: set FRAMEIO_TOKEN to a token of theirs";
    }
    if (failure.is_not_found()) {
        return "it wants somebody who administers the workspace, whose token FRAMEIO_TOKEN can be set to; or the "
               "workspace is gone";
    }
    if (failure.code() == api::condition::rejected) {
        return "Frame.io refuses it, and will again: see its reason";
    }
    return "do it again later: what was done is known";
}

repair_outcome look(known_records& records, const repair_actor& actor, const install::record& known) {
    const auto there = records.store().wait_for(install::list_registrations(actor.by, known.where()));
    const install::blueprint wanted = install::blueprint_of(known);
    repair_outcome found;
    found.installation = known.where().key();
    found.actor = actor.text();
    found.is_update_unfinished = known.state == install::phase::updating && !known.repairing;
    found.differences = install::difference(install::survey(known, wanted, there), wanted).sentences;
    return found;
}

void repair(known_records& records, const repair_actor& actor, const install::record& known,
            const install::progress_handler& told, repair_outcome& to) {
    const install::saga work(records.store().engine(), records.keys(), system_clock());
    const install::result done = records.store().wait_for(work.repair(actor.by, known.where(), told));
    to.calls = done.effects;
    to.how = done.under_way ? ending::left_to_others : done.effects == 0 ? ending::found_all_right : ending::repaired;
}

exit_code look_and_repair(const repair_options& options) {
    const install::tenant where = parse_installation(options.installation);
    known_records records(options.store.address);
    const install::record known = records.find(where);
    require_repairable(known);
    const repair_actor actor = find_actor(records, known);
    repair_outcome told = look(records, actor, known);
    const auto say = [&options](const std::string& text) {
        if (!options.json) {
            fmt::print("{}", text);
            std::fflush(stdout);
        }
    };
    say(findings_text(told));
    if (options.dry_run) {
        told.how = told.differences.empty() ? ending::found_all_right : ending::would_repair;
    } else {
        repair(records, actor, known, [&say](const install::progress& step) { say(step_text(step)); }, told);
    }
    fmt::print("{}", options.json ? repair_json(told) : ending_text(told));
    return told.agrees() ? exit_code::succeeded : exit_code::failed;
}

exit_code run_repair(const repair_options& options) {
    try {
        return look_and_repair(options);
    } catch (const api::api_error& failure) {
        throw std::runtime_error(fmt::format("{}; {}", printable_line(failure.what()), remedy_of(failure)));
    } catch (const error& failure) {
        throw std::runtime_error(printable_line(failure.what()));
    }
}

}  // namespace

void add_repair(CLI::App& installations, chosen_command& chosen) {
    auto options = std::make_shared<repair_options>();
    CLI::App& command =
        *installations.add_subcommand("repair", "Make Frame.io agree with what the store has of an installation");
    command.add_option("INSTALLATION", options->installation, "ACCOUNT/WORKSPACE, as the list has it")
        ->required()
        ->option_text(" ");
    command.add_flag("--dry-run", options->dry_run, "Say what differs, and change nothing");
    add_store_option(command, options->store);
    add_json_option(command, options->json);
    command.footer(footer);
    command.callback([options, &chosen] { chosen = [options] { return run_repair(*options); }; });
}

}  // namespace frameio::cli
