#include <frameio/clock.hpp>
#include <frameio/error.hpp>
#include <frameio/log.hpp>

#include "support/text.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <deque>
#include <iterator>

namespace frameio {

namespace {

constexpr std::string_view level_names[] = {"debug", "info", "warning", "error", "off"};

void append_time(std::string& out, std::chrono::system_clock::time_point now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::milliseconds>(now - day));
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                   time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

/// Keeps a line a line, and a terminal from acting on what a peer sent.
void append_plain(std::string& out, std::string_view text, bool in_quotes) {
    while (!text.empty()) {
        const std::size_t length = utf8_character(text);
        const std::string_view character = text.substr(0, length == 0 ? 1 : length);
        if (length == 0 || is_control(character)) {
            for (const char octet : character) {
                fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(octet));
            }
        } else if (in_quotes && (character == "\"" || character == "\\")) {
            out += '\\';
            out += character;
        } else {
            out += character;
        }
        text.remove_prefix(character.size());
    }
}

bool needs_quotes(std::string_view text) noexcept {
    const auto is_plain = [](char each) { return each > ' ' && each < '\x7F' && each != '"' && each != '='; };
    for (const char each : text) {
        if (!is_plain(each) || each == '\\') {
            return true;
        }
    }
    return text.empty();
}

void append_plain_text(std::string& out, std::string_view text) {
    if (!needs_quotes(text)) {
        out += text;
        return;
    }
    out += '"';
    append_plain(out, text, true);
    out += '"';
}

template <class Value>
void append_other(std::string& out, Value value) {
    fmt::format_to(std::back_inserter(out), "{}", value);
}

void append_plain_value(std::string& out, const log_field::value_type& value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        append_plain_text(out, *text);
    } else {
        std::visit([&out](const auto& each) { append_other(out, each); }, value);
    }
}

void append_json_value(std::string& out, const log_field::value_type& value) {
    const auto* number = std::get_if<double>(&value);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        append_json(out, *text);
    } else if (number != nullptr && !std::isfinite(*number)) {
        out += "null";
    } else {
        std::visit([&out](const auto& each) { append_other(out, each); }, value);
    }
}

void append_plain_line(std::string& out, log_level level, std::string_view text, std::span<const log_field> fields) {
    append_time(out, system_clock().now());
    fmt::format_to(std::back_inserter(out), " {:<5} ", to_string(level));
    append_plain(out, text, false);
    for (const log_field& field : fields) {
        out += ' ';
        append_plain(out, field.key(), false);
        out += '=';
        append_plain_value(out, field.value());
    }
}

void append_json_line(std::string& out, log_level level, std::string_view text, std::span<const log_field> fields) {
    out += R"({"time":")";
    append_time(out, system_clock().now());
    out += R"(","level":")";
    out += to_string(level);
    out += R"(","message":)";
    append_json(out, text);
    for (const log_field& field : fields) {
        out += ',';
        append_json(out, field.key());
        out += ':';
        append_json_value(out, field.value());
    }
    out += '}';
}

/// One call for one line, so that lines of several threads do not mix; more only if the system takes part of it.
void write_whole(std::string_view line) noexcept {
    while (!line.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
        if (written > 0) {
            line.remove_prefix(static_cast<std::size_t>(written));
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

class standard_error final : public log_sink {
public:
    explicit standard_error(log_format format) : format_(format) {}

    void write(log_level level, std::string_view text, std::span<const log_field> fields) noexcept override {
        try {
            std::string line;
            line.reserve(256);
            const auto append = format_ == log_format::json ? append_json_line : append_plain_line;
            append(line, level, text, fields);
            line += '\n';
            write_whole(line);
        } catch (...) {
            write_whole("a log line was lost: out of memory\n");
        }
    }

private:
    log_format format_;
};

}  // namespace

log_level parse_log_level(std::string_view text) {
    const auto* const found = std::find(std::begin(level_names), std::end(level_names), text);
    if (found == std::end(level_names)) {
        std::string problem = "unknown log level ";
        append_json(problem, text);
        throw error(errc::invalid_configuration, problem + ": use debug, info, warning, error or off");
    }
    return static_cast<log_level>(found - std::begin(level_names));
}

std::string_view to_string(log_level level) noexcept {
    const auto index = static_cast<std::size_t>(level);
    return index < std::size(level_names) ? level_names[index] : "unknown";
}

std::shared_ptr<log_sink> stderr_sink(log_format format) {
    return std::make_shared<standard_error>(format);
}

/// The texts have a home of their own; the fields look into it.
struct logger::owned_fields {
    std::deque<std::string> texts;
    std::vector<log_field> fields;

    void add(const log_field& field) {
        const std::string_view key = texts.emplace_back(field.key());
        if (const auto* text = std::get_if<std::string_view>(&field.value())) {
            fields.emplace_back(key, std::string_view(texts.emplace_back(*text)));
        } else {
            std::visit([&](const auto& value) { fields.emplace_back(key, value); }, field.value());
        }
    }
};

logger::logger(std::shared_ptr<log_sink> sink, log_level lowest) : sink_(std::move(sink)), lowest_(lowest) {}

logger logger::with(std::span<const log_field> fields) const {
    auto all = std::make_shared<owned_fields>();
    if (fields_ != nullptr) {
        std::for_each(fields_->fields.begin(), fields_->fields.end(), [&](const auto& each) { all->add(each); });
    }
    std::for_each(fields.begin(), fields.end(), [&](const auto& each) { all->add(each); });
    logger copy = *this;
    copy.fields_ = std::move(all);
    return copy;
}

void logger::write(log_level level, std::string_view text, std::span<const log_field> fields) const noexcept {
    if (!enabled(level)) {
        return;
    }
    if (fields_ == nullptr) {
        sink_->write(level, text, fields);
        return;
    }
    try {
        boost::container::small_vector<log_field, 16> all(fields_->fields.begin(), fields_->fields.end());
        all.insert(all.end(), fields.begin(), fields.end());
        sink_->write(level, text, {all.data(), all.size()});
    } catch (...) {
        sink_->write(level, text, fields);
    }
}

}  // namespace frameio
