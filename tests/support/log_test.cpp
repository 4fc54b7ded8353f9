#include <frameio/error.hpp>
#include <frameio/log.hpp>

#include <simdjson.h>
#include <unistd.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <limits>
#include <thread>

namespace {

/// Remembers lines as `level text key=value`.
class memory_sink final : public frameio::log_sink {
public:
    void write(frameio::log_level level, std::string_view text,
               std::span<const frameio::log_field> fields) noexcept override {
        std::string line = std::string(to_string(level)) + ' ' + std::string(text);
        for (const frameio::log_field& field : fields) {
            line += ' ' + std::string(field.key()) + '=' + std::visit(describe(), field.value());
        }
        lines.push_back(line);
    }

    std::vector<std::string> lines;

private:
    struct describe {
        std::string operator()(std::string_view text) const {
            return std::string(text);
        }
        std::string operator()(bool value) const {
            return value ? "true" : "false";
        }
        std::string operator()(auto number) const {
            return std::to_string(number);
        }
    };
};

struct logging {
    std::shared_ptr<memory_sink> sink = std::make_shared<memory_sink>();
    frameio::logger logger{sink};
};

/// Catches what is written to standard error while it lives.
class caught_stderr {
public:
    caught_stderr() : saved_(::dup(STDERR_FILENO)) {
        BOOST_REQUIRE(::pipe(ends_) == 0);
        ::dup2(ends_[1], STDERR_FILENO);
        ::close(ends_[1]);
    }
    ~caught_stderr() {
        restore();
        ::close(ends_[0]);
    }
    caught_stderr(const caught_stderr&) = delete;
    caught_stderr& operator=(const caught_stderr&) = delete;

    std::string text() {
        restore();
        std::string all;
        char buffer[4096];
        for (ssize_t size = 0; (size = ::read(ends_[0], buffer, sizeof buffer)) > 0;) {
            all.append(buffer, static_cast<std::size_t>(size));
        }
        return all;
    }

private:
    void restore() {
        if (saved_ >= 0) {
            ::dup2(saved_, STDERR_FILENO);
            ::close(std::exchange(saved_, -1));
        }
    }

    int saved_;
    int ends_[2];
};

std::string written(frameio::log_format format, std::string_view text, std::vector<frameio::log_field> fields,
                    frameio::log_level level = frameio::log_level::info) {
    caught_stderr caught;
    frameio::stderr_sink(format)->write(level, text, fields);
    return caught.text();
}

/// The line without its time, whose form is checked: every 0 stands for a digit.
std::string without_time(const std::string& line) {
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z ";
    std::string start = line.substr(0, form.size());
    std::replace_if(start.begin(), start.end(), [](unsigned char each) { return std::isdigit(each) != 0; }, '0');
    BOOST_TEST(start == form);
    return line.substr(std::min(line.size(), form.size()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(logs)

BOOST_AUTO_TEST_CASE(levels_have_names) {
    for (const std::string_view name : {"debug", "info", "warning", "error", "off"}) {
        BOOST_TEST(to_string(frameio::parse_log_level(name)) == name);
    }
    for (const std::string_view name : {"", "INFO", "warn", "info ", "\x1b[1m"}) {
        BOOST_CHECK_EXCEPTION(frameio::parse_log_level(name), frameio::error, [](const frameio::error& thrown) {
            return thrown.code() == frameio::errc::invalid_configuration &&
                   std::string(thrown.what()).find("use debug, info, warning, error or off") != std::string::npos &&
                   std::string(thrown.what()).find('\x1b') == std::string::npos;
        });
    }
}

BOOST_AUTO_TEST_CASE(a_default_logger_writes_nothing) {
    const frameio::logger silent;
    BOOST_TEST(!silent.enabled(frameio::log_level::error));
    silent.error("nobody hears this", frameio::log_field("key", 1));
    const frameio::log_field field("more", 2);
    silent.with({&field, 1}).error("nor this");
}

BOOST_FIXTURE_TEST_CASE(a_logger_drops_what_is_below_its_lowest_level, logging) {
    logger.debug("not this");
    logger.info("this");
    logger.warning("this too");
    logger.error("and this");
    BOOST_TEST(sink->lines == (std::vector<std::string>{"info this", "warning this too", "error and this"}),
               boost::test_tools::per_element());
    BOOST_TEST(!frameio::logger(sink, frameio::log_level::off).enabled(frameio::log_level::error));
}

BOOST_FIXTURE_TEST_CASE(fields_are_of_four_kinds, logging) {
    const std::string owned = "owned";
    logger.info("text", frameio::log_field("a", "literal"), frameio::log_field("b", owned),
                frameio::log_field("c", std::size_t{7}), frameio::log_field("d", -7), frameio::log_field("e", true),
                frameio::log_field("f", 0.5));
    BOOST_TEST(sink->lines.at(0) == "info text a=literal b=owned c=7 d=-7 e=true f=0.500000");
}

BOOST_FIXTURE_TEST_CASE(a_logger_with_fields_repeats_them_before_those_of_the_line, logging) {
    frameio::logger nested;
    {
        const std::string route = "/webhooks";
        const std::string type = "file.ready";
        const frameio::log_field outer[] = {{"route", route}, {"try", 1}};
        const frameio::log_field inner[] = {{"type", type}};
        nested = logger.with(outer).with(inner);
    }
    nested.info("done", frameio::log_field("ms", 5));
    nested.info("again");
    logger.info("plain");
    BOOST_TEST(
        sink->lines == (std::vector<std::string>{"info done route=/webhooks try=1 type=file.ready ms=5",
                                                 "info again route=/webhooks try=1 type=file.ready", "info plain"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(text_lines_have_a_time_a_level_a_text_and_fields) {
    const auto line = written(frameio::log_format::text, "accepted",
                              {{"type", "file.ready"}, {"ms", 3}, {"fast", true}, {"share", 0.25}});
    BOOST_TEST(without_time(line) == "info  accepted type=file.ready ms=3 fast=true share=0.25\n");
    BOOST_TEST(without_time(written(frameio::log_format::text, "x", {}, frameio::log_level::warning)) == "warning x\n");
    BOOST_TEST(without_time(written(frameio::log_format::text, "x", {}, frameio::log_level::error)) == "error x\n");
}

BOOST_AUTO_TEST_CASE(text_values_are_quoted_where_they_would_be_mistaken) {
    using namespace std::string_view_literals;
    const std::pair<std::string_view, std::string_view> table[] = {
        {""sv, R"("")"sv},
        {"plain-1.2_3/4"sv, "plain-1.2_3/4"sv},
        {"two words"sv, R"("two words")"sv},
        {"a=b"sv, R"("a=b")"sv},
        {R"(say "hi")"sv, R"("say \"hi\"")"sv},
        {R"(back\slash)"sv, R"("back\\slash")"sv},
        {"line\nbreak"sv, R"("line\x0abreak")"sv},
        {"\x1b[31mred"sv, R"("\x1b[31mred")"sv},
        {"nul\0"sv, R"("nul\x00")"sv},
        {"\x7f"sv, R"("\x7f")"sv},
        {"\xc2\x9b"sv, R"("\xc2\x9b")"sv},
        {"\xff\xfe"sv, R"("\xff\xfe")"sv},
        {"\xc3\xa4"sv, "\"\xc3\xa4\""sv},
    };
    for (const auto& [value, expected] : table) {
        const auto line = written(frameio::log_format::text, "t", {{"k", value}});
        BOOST_TEST(without_time(line) == "info  t k=" + std::string(expected) + "\n");
    }
}

BOOST_AUTO_TEST_CASE(a_text_line_stays_one_line_whatever_is_in_it) {
    const auto line = written(frameio::log_format::text, "a\r\nb\"", {{"k\n1", "v\n"}});
    BOOST_TEST(without_time(line) == "info  a\\x0d\\x0ab\" k\\x0a1=\"v\\x0a\"\n");
}

BOOST_AUTO_TEST_CASE(json_lines_are_json) {
    const auto line = written(frameio::log_format::json, "a \"b\"\n\xff",
                              {{"text", "x\ty"},
                               {"count", -3},
                               {"ok", false},
                               {"share", 0.5},
                               {"not a number", std::numeric_limits<double>::quiet_NaN()}},
                              frameio::log_level::error);
    BOOST_TEST(line.back() == '\n');
    BOOST_TEST(line.find('\n') == line.size() - 1);
    simdjson::dom::parser parser;
    const simdjson::dom::element root = parser.parse(line);
    BOOST_TEST(std::string_view(root["level"]) == "error");
    BOOST_TEST(std::string_view(root["message"]) == "a \"b\"\n\xef\xbf\xbd");
    BOOST_TEST(std::string_view(root["text"]) == "x\ty");
    BOOST_TEST(std::int64_t(root["count"]) == -3);
    BOOST_TEST(!bool(root["ok"]));
    BOOST_TEST(double(root["share"]) == 0.5);
    BOOST_TEST(root["not a number"].is_null());
    BOOST_TEST(std::string_view(root["time"]).size() == 24U);
    BOOST_TEST(line.starts_with(R"({"time":"20)"));
}

BOOST_AUTO_TEST_CASE(lines_of_several_threads_do_not_mix) {
    caught_stderr caught;
    const frameio::logger logger(frameio::stderr_sink());
    const std::string filling(100, 'x');
    {
        std::vector<std::jthread> threads;
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([&] {
                for (int round = 0; round < 50; ++round) {
                    logger.info("line", frameio::log_field("filling", filling));
                }
            });
        }
    }
    const std::string all = caught.text();
    BOOST_TEST(std::count(all.begin(), all.end(), '\n') == 200);
    std::size_t good = 0;
    for (std::size_t at = 0; (at = all.find(" info  line filling=" + filling + "\n", at)) != std::string::npos; ++at) {
        ++good;
    }
    BOOST_TEST(good == 200U);
}

BOOST_AUTO_TEST_SUITE_END()
