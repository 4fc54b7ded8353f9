#include "cli/store/store_report.hpp"

#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"
#include "cli/text/text_table.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

namespace frameio::cli {
namespace {

namespace json = boost::json;

std::string schema_text(const checked_store& checked) {
    if (checked.version == checked.newest) {
        return std::to_string(checked.version);
    }
    return fmt::format("{}; this version wants {}: run \"frameio store migrate\"", checked.version, checked.newest);
}

std::string waiting_text(const store::store_state& state, clock::wall_time now) {
    if (!state.oldest_waiting) {
        return "nothing";
    }
    return fmt::format("the oldest since {} ({})", time_text(*state.oldest_waiting),
                       age_text(*state.oldest_waiting, now));
}

std::string lease_text(const store::store_state& state) {
    if (state.lost_leases == 0) {
        return "none has run out";
    }
    return fmt::format("{} have run out; the app that works on the store runs these events again", state.lost_leases);
}

}  // namespace

std::string check_text(const checked_store& checked, clock::wall_time now) {
    const store::store_state& state = checked.state;
    text_table table;
    table.add({"store", printable_line(checked.shown)});
    table.add({"schema", schema_text(checked)});
    table.add({"events", fmt::format("{} pending, {} running, {} done, {} parked", state.counts.pending,
                                     state.counts.running, state.counts.done, state.counts.parked)});
    table.add({"waiting", waiting_text(state, now)});
    table.add({"leases", lease_text(state)});
    table.add({"sound", state.problems.empty() ? "yes" : "no"});
    std::string text = table.text();
    for (const std::string& each : state.problems) {
        text.append("  ").append(printable_line(each)).append("\n");
    }
    return text;
}

std::string check_json(const checked_store& checked) {
    const store::store_state& state = checked.state;
    json::array problems;
    for (const std::string& each : state.problems) {
        problems.emplace_back(each);
    }
    json::object object;
    object["store"] = checked.shown;
    object["schema"] = checked.version;
    object["newest_schema"] = checked.newest;
    object["counts"] = json::object{{"pending", state.counts.pending},
                                    {"running", state.counts.running},
                                    {"done", state.counts.done},
                                    {"parked", state.counts.parked}};
    object["oldest_waiting_at"] =
        state.oldest_waiting ? json::value(time_text(*state.oldest_waiting)) : json::value(nullptr);
    object["lost_leases"] = state.lost_leases;
    object["sound"] = state.problems.empty();
    object["problems"] = std::move(problems);
    return printable_json(object) + "\n";
}

std::string migration_text(const store::migration& done) {
    const std::string shown = printable_line(done.shown);
    if (done.from == 0) {
        return fmt::format("{}: made, with schema {}\n", shown, done.to);
    }
    if (done.from == done.to) {
        return fmt::format("{}: has schema {} already\n", shown, done.to);
    }
    return fmt::format("{}: brought from schema {} to {}\n", shown, done.from, done.to);
}

std::string copy_text(const store::row_counts& copied, const std::string& from, const std::string& to) {
    return fmt::format("copied {} events, {} ledger rows, {} runs, {} steps and {} documents\nfrom {}\nto {}\n",
                       copied.at("event"), copied.at("ledger"), copied.at("run"), copied.at("step"),
                       copied.at("document"), printable_line(from), printable_line(to));
}

}  // namespace frameio::cli
