#include "cli/installations/repair_report.hpp"

#include "cli/text/json_text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

namespace frameio::cli {
namespace {

namespace json = boost::json;
using ending = repair_outcome::ending;

/// As scripts know it.
const char* name_of(ending how) noexcept {
    switch (how) {
        case ending::found_all_right:
            return "agreed";
        case ending::would_repair:
            return "differs";
        case ending::repaired:
            return "repaired";
        case ending::left_to_others:
            break;
    }
    return "under_way";
}

}  // namespace

std::string findings_text(const repair_outcome& found) {
    std::string text = fmt::format("{}, as {}\n", printable_line(found.installation), found.actor);
    for (const std::string& each : found.differences) {
        text.append("  ").append(printable_line(each)).append("\n");
    }
    if (found.is_update_unfinished) {
        text +=
            "  The last update or repair has not come to its end: what the app wants beyond that, its page /install "
            "brings.\n";
    }
    return text;
}

std::string step_text(const install::progress& step) {
    return fmt::format("step {} of {}: {}\n", step.step, step.steps, printable_line(step.what));
}

std::string ending_text(const repair_outcome& done) {
    switch (done.how) {
        case ending::found_all_right:
            return "nothing differs: Frame.io has what the record says\n";
        case ending::would_repair:
            return "nothing was changed; without --dry-run it is repaired\n";
        case ending::repaired:
            return fmt::format("repaired: {} {} changed something\n", done.calls, done.calls == 1 ? "call" : "calls");
        case ending::left_to_others:
            break;
    }
    return "somebody else works on the installation now, the app or another repair: try again when that has ended\n";
}

std::string repair_json(const repair_outcome& done) {
    json::object object;
    object["installation"] = done.installation;
    object["actor"] = done.actor;
    object["differences"] = json::value_from(done.differences);
    object["unfinished_update"] = done.is_update_unfinished;
    object["calls"] = done.calls;
    object["result"] = name_of(done.how);
    return printable_json(object) + "\n";
}

}  // namespace frameio::cli
