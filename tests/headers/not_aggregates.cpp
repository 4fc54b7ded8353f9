// g++ 12 destroys a temporary aggregate twice if it occurs in a statement with co_await. So what may occur there,
// because a coroutine takes or returns it, is no aggregate, or has nothing to destroy.

#include <frameio/frameio.hpp>

#include <type_traits>

namespace {

template <class T>
inline constexpr bool safe_under_co_await = !std::is_aggregate_v<T> || std::is_trivially_destructible_v<T>;

static_assert(safe_under_co_await<frameio::http_request>);
static_assert(safe_under_co_await<frameio::http_response>);
static_assert(safe_under_co_await<frameio::event>);
static_assert(safe_under_co_await<frameio::webhook_event>);
static_assert(safe_under_co_await<frameio::action_event>);
static_assert(safe_under_co_await<frameio::event_ids>);
static_assert(safe_under_co_await<frameio::resource>);
static_assert(safe_under_co_await<frameio::form_value>);
static_assert(safe_under_co_await<frameio::form_values>);
static_assert(safe_under_co_await<frameio::message>);
static_assert(safe_under_co_await<frameio::option>);
static_assert(safe_under_co_await<frameio::form>);
static_assert(safe_under_co_await<frameio::response>);
static_assert(safe_under_co_await<frameio::action>);
static_assert(safe_under_co_await<frameio::event_pattern>);
static_assert(safe_under_co_await<frameio::signing_secret>);
static_assert(safe_under_co_await<frameio::verification>);
static_assert(safe_under_co_await<frameio::context>);
static_assert(safe_under_co_await<frameio::next>);
static_assert(safe_under_co_await<frameio::logger>);
static_assert(safe_under_co_await<frameio::log_field>);
static_assert(safe_under_co_await<frameio::endpoint>);
static_assert(safe_under_co_await<frameio::error>);
static_assert(safe_under_co_await<frameio::api::call_options>);
static_assert(safe_under_co_await<frameio::api::retry_policy>);
static_assert(safe_under_co_await<frameio::api::credentials>);
static_assert(safe_under_co_await<frameio::api::access_token>);
static_assert(safe_under_co_await<frameio::api::service_account>);
static_assert(safe_under_co_await<frameio::api::client>);
static_assert(safe_under_co_await<frameio::api::request>);
static_assert(safe_under_co_await<frameio::api::answer>);
static_assert(safe_under_co_await<frameio::api::upload_options>);
static_assert(safe_under_co_await<frameio::api::download_options>);
static_assert(safe_under_co_await<frameio::api::timestamp>);
static_assert(safe_under_co_await<frameio::api::json>);
static_assert(safe_under_co_await<frameio::api::pages<frameio::api::file>>);
static_assert(safe_under_co_await<frameio::api::api_error>);

// The check itself must be able to fail.
struct options_that_would_be_freed_twice {
    std::string text;
};
static_assert(!safe_under_co_await<options_that_would_be_freed_twice>);

}  // namespace
