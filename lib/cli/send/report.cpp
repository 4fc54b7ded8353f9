#include "cli/send/report.hpp"

#include "cli/http/answer.hpp"
#include "cli/text/json_text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <string_view>

namespace frameio::cli {
namespace {

namespace json = boost::json;
using std::chrono::nanoseconds;

constexpr nanoseconds frameio_waits = std::chrono::seconds(5);
constexpr std::string_view plain_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,";

double milliseconds(nanoseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

std::string shell_word(const std::string& text) {
    if (!text.empty() && text.find_first_not_of(plain_characters) == std::string::npos) {
        return text;
    }
    std::string word = "'";
    for (char character : text) {
        word += character == '\'' ? std::string("'\\''") : std::string(1, character);
    }
    return word + "'";
}

std::string status_line(const outcome& result) {
    if (result.status == 0) {
        return fmt::format("no answer: {}\n", printable(result.error));
    }
    std::string line =
        fmt::format("{} {} in {:.2f} ms\n", result.status, printable(result.reason), milliseconds(result.latency));
    if (!result.retry_after.empty()) {
        line += fmt::format("Retry-After: {}\n", printable(result.retry_after));
    }
    if (result.latency > frameio_waits) {
        line += "note: Frame.io waits 5 s for an answer, and then sends the delivery again\n";
    }
    return line;
}

std::string answer_text(const delivery_report& report, const std::string& submit_with) {
    answer what = read_answer(report.result.body);
    std::string text = to_text(what, report.result.body);
    bool unfit = report.is_action && report.result.accepted() && what.kind == answer_kind::other;
    if (unfit) {
        text += "note: this is neither a message nor a form; Frame.io has nothing to show\n";
    }
    if (report.is_action && report.result.accepted() && what.kind == answer_kind::form) {
        text += fmt::format("submit it with:\n  {} --interaction {}", submit_with, shell_word(report.interaction_id));
        for (const std::string& field : example_fields(what)) {
            text += fmt::format(" --field {}", shell_word(field));
        }
        text += "\n";
    }
    return text;
}

void print_one(const delivery_report& report, const std::string& submit_with) {
    const std::string type = report.type.empty() ? "(no event type)" : printable(report.type);
    fmt::print("{} {}\n{}", type, printable(report.resource), status_line(report.result));
    if (report.result.status != 0) {
        fmt::print("{}", answer_text(report, submit_with));
    }
}

std::vector<nanoseconds> sorted_latencies(const std::vector<delivery_report>& reports) {
    std::vector<nanoseconds> times;
    for (const delivery_report& report : reports) {
        if (report.result.status != 0) {
            times.push_back(report.result.latency);
        }
    }
    std::sort(times.begin(), times.end());
    return times;
}

/// @param times sorted, not empty
double quantile(const std::vector<nanoseconds>& times, std::size_t percent) {
    return milliseconds(times[(times.size() - 1) * percent / 100]);
}

/// How often each outcome occurred, and the first delivery that it occurred to.
std::map<std::string, std::pair<std::size_t, const delivery_report*>> by_outcome(
    const std::vector<delivery_report>& reports) {
    std::map<std::string, std::pair<std::size_t, const delivery_report*>> groups;
    for (const delivery_report& report : reports) {
        const outcome& result = report.result;
        std::string name = result.status == 0 ? "no answer: " + printable(result.error)
                                              : fmt::format("{} {}", result.status, printable(result.reason));
        auto [group, is_new] = groups.try_emplace(name, 0, &report);
        ++group->second.first;
    }
    return groups;
}

void print_several(const std::vector<delivery_report>& reports, nanoseconds elapsed) {
    for (const auto& [name, group] : by_outcome(reports)) {
        fmt::print("{} of {}: {}\n", group.first, reports.size(), name);
        const outcome& first = group.second->result;
        if (!first.accepted() && !first.body.empty()) {
            fmt::print("{}", to_text(read_answer(first.body), first.body));
        }
    }
    std::vector<nanoseconds> times = sorted_latencies(reports);
    if (!times.empty()) {
        fmt::print("latency: least {:.2f} ms, median {:.2f} ms, 99 % {:.2f} ms, most {:.2f} ms; {:.0f} per second\n",
                   quantile(times, 0), quantile(times, 50), quantile(times, 99), quantile(times, 100),
                   static_cast<double>(times.size()) / std::chrono::duration<double>(elapsed).count());
    }
}

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object to_json(const delivery_report& report) {
    const outcome& result = report.result;
    answer what = read_answer(result.body);
    json::object object;
    object["type"] = report.type;
    object["resource"] = text_or_null(report.resource);
    object["interaction_id"] = text_or_null(report.interaction_id);
    object["status"] = result.status == 0 ? json::value(nullptr) : json::value(result.status);
    object["error"] = text_or_null(result.error);
    const bool answered = result.status != 0;
    object["latency_ms"] = answered ? json::value(milliseconds(result.latency)) : json::value(nullptr);
    object["connect_ms"] = result.connecting ? json::value(milliseconds(*result.connecting)) : json::value(nullptr);
    object["answer_kind"] = answered ? json::value(to_string(what.kind)) : json::value(nullptr);
    object["answer"] = what.json.is_null() ? text_or_null(result.body) : what.json;
    return object;
}

json::object summary(const std::vector<delivery_report>& reports, nanoseconds elapsed) {
    json::object object;
    auto accepted = std::count_if(reports.begin(), reports.end(),
                                  [](const delivery_report& report) { return report.result.accepted(); });
    object["sent"] = reports.size();
    object["accepted"] = accepted;
    object["elapsed_ms"] = milliseconds(elapsed);
    std::vector<nanoseconds> times = sorted_latencies(reports);
    if (!times.empty()) {
        object["latency_ms"] = json::object{{"least", quantile(times, 0)},
                                            {"median", quantile(times, 50)},
                                            {"p99", quantile(times, 99)},
                                            {"most", quantile(times, 100)}};
    }
    return object;
}

}  // namespace

void print_text(const std::vector<delivery_report>& reports, nanoseconds elapsed, const std::string& submit_with) {
    if (reports.size() == 1) {
        print_one(reports.front(), submit_with);
    } else {
        print_several(reports, elapsed);
    }
}

void print_json(const std::vector<delivery_report>& reports, nanoseconds elapsed) {
    json::array deliveries;
    for (const delivery_report& report : reports) {
        deliveries.push_back(to_json(report));
    }
    json::object object{{"deliveries", std::move(deliveries)}, {"summary", summary(reports, elapsed)}};
    fmt::print("{}\n", json::serialize(object));
}

}  // namespace frameio::cli
