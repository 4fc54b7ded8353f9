#include "api/client_state.hpp"

#include "api/call_journal.hpp"

#include <frameio/version.hpp>

#include <cstdlib>
#include <random>
#include <utility>

namespace frameio::api {
namespace {

double machine_chance() {
    static thread_local std::minstd_rand engine{std::random_device()()};
    return std::uniform_real_distribution<double>(0, 1)(engine);
}

std::string base_url(const client_options& options) {
    if (!options.url.empty()) {
        return options.url;
    }
    const char* const given = std::getenv("FRAMEIO_API_URL");
    return given != nullptr && *given != '\0' ? given : "https://api.frame.io";
}

http::url parse_base(const client_options& options) {
    try {
        http::url base = http::url::parse(base_url(options));
        if (base.target() != "/") {
            throw configuration_error({"the API's URL has a path: give scheme and host, as \"https://api.frame.io\""});
        }
        return base;
    } catch (const configuration_error&) {
        throw;
    } catch (const error& failure) {
        throw configuration_error({std::string("the API's URL (FRAMEIO_API_URL) is not one: ") + failure.what()});
    }
}

client_options with_defaults(client_options options) {
    if (options.time == nullptr) {
        options.time = &system_clock();
    }
    if (!options.random) {
        options.random = machine_chance;
    }
    std::vector<std::string> problems;
    try {
        if (!options.who) {
            options.who = credentials::from_environment();
        }
    } catch (const error& failure) {
        problems.emplace_back(failure.what());
    }
    try {
        parse_base(options);
    } catch (const configuration_error& failure) {
        problems.insert(problems.end(), failure.problems().begin(), failure.problems().end());
    }
    if (options.retry.attempts == 0) {
        problems.emplace_back("client_options::retry.attempts is 0: a call needs at least one");
    }
    if (!problems.empty()) {
        throw configuration_error(std::move(problems));
    }
    return options;
}

http::transport_options transport_for(const client_options& options) {
    http::transport_options made;
    made.time = options.time;
    made.connect_timeout = options.connect_timeout;
    made.total_timeout = options.timeout;
    made.response_limit = options.response_limit;
    made.connections_per_origin = options.connections;
    made.idle_per_origin = options.connections;
    made.ca_file = options.ca_file;
    made.user_agent = (options.user_agent.empty() ? std::string() : options.user_agent + ' ') + "frameio-cpp/";
    made.user_agent += version();
    if (options.use_proxies) {
        made.proxies = http::proxy_settings::from_environment();
    }
    return made;
}

}  // namespace

client_state::client_state(client_options options)
    : options_(with_defaults(std::move(options))),
      base_(parse_base(options_)),
      transport_(transport_for(options_)),
      gate_(*options_.time),
      breaker_(options_.failures_to_open, options_.failure_window, options_.open_for) {}

void client_state::note_deviations(std::string_view operation, const std::vector<std::string>& places) {
    constexpr std::size_t most = 256;
    for (const std::string& place : places) {
        std::string text(operation);
        text += ' ';
        text += place;
        {
            const std::lock_guard lock(mutex_);
            if (noted_.size() >= most || !noted_.insert(text).second) {
                continue;
            }
        }
        log().warning("an answer is not as documented", log_field("operation", operation), log_field("at", place));
    }
}

client::client(client_options options)
    : tags([&options] {
          auto state = std::make_shared<client_state>(std::move(options));
          credentials who = *state->options().who;
          return caller(std::move(state), std::move(who), call_options());
      }()) {}

client client::with(call_options options) const {
    return client(caller(by_.client(), by_.who(), std::move(options), by_.journal()));
}

client client::with(credentials who) const {
    return client(caller(by_.client(), std::move(who), by_.options(), by_.journal()));
}

client recorded_by(const client& from, std::shared_ptr<call_journal> journal) {
    return client(caller(from.by_.client(), from.by_.who(), from.by_.options(), std::move(journal)));
}

std::shared_ptr<client_state> state_of(const client& from) {
    return from.by_.client();
}

const std::string& client::url() const noexcept {
    return by_.client()->base().origin();
}

}  // namespace frameio::api
