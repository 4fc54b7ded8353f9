#pragma once

#include "simulator/calls.hpp"
#include "simulator/rate_limits.hpp"
#include "simulator/spec.hpp"
#include "simulator/world.hpp"
#include "web/message.hpp"

#include <functional>
#include <string>

namespace frameio::sim {

/// Frame.io's API on a world.
class api {
public:
    /// Who a token is of; null if it is not good.
    using recognizer = std::function<resource*(std::string_view token)>;

    /// What it is made of outlives it.
    api(const spec& with, world& in, rate_limits& limits, recognizer who)
        : spec_(with), world_(in), limits_(limits), who_(std::move(who)) {}

    /// Where clients find this server, "http://127.0.0.1:8090".
    void set_base_url(std::string url) {
        base_url_ = std::move(url);
    }

    web::response answer(const web::request& asked);

private:
    result carry_out(const web::request& asked, const spec::match& found, web::response& to);
    resource& user_of(const web::request& asked) const;
    void check_account(const resource& user, std::string_view account);

    const spec& spec_;
    world& world_;
    rate_limits& limits_;
    recognizer who_;
    std::string base_url_;
};

}  // namespace frameio::sim
