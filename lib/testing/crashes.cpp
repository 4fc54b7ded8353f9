#include <frameio/testing.hpp>

#include "testing/kit_state.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>
#include <utility>

namespace frameio::testing {

/// One scenario, again and again.
class crash_series {
public:
    crash_series(const app_maker& make, const std::function<void(kit&)>& scenario, const kit_options& options)
        : make_(make), scenario_(scenario), options_(options) {}

    crash_report run() {
        normal_ = play(0).effects;
        for (std::size_t moment = 1;; ++moment) {
            const outcome seen = play(moment);
            if (seen.moment.empty()) {
                return std::move(report_);
            }
            report_.moments.push_back(seen.moment);
        }
    }

private:
    /// Method, path and body of what has had an effect, and how often.
    using effect = std::tuple<std::string, std::string, std::string>;
    using effect_counts = std::map<effect, std::size_t>;

    struct outcome {
        effect_counts effects;
        std::string moment;
    };

    outcome play(std::size_t moment) {
        kit one(make_, options_);
        fuse& when = one.state_->when;
        when.arm(moment);
        try {
            scenario_(one);
            one.settle();
        } catch (const failure& wrong) {
            throw failure(told(when) + wrong.what());
        }
        outcome seen;
        seen.moment = when.moment();
        seen.effects = effects_of(one.api());
        check_events(one, when);
        check_effects(seen.effects, when);
        return seen;
    }

    static std::string told(const fuse& when) {
        return when.moment().empty() ? "without a crash: " : "killed " + when.moment() + ": ";
    }

    static effect_counts effects_of(const fake_api& api) {
        effect_counts made;
        for (const api_call& each : api.calls()) {
            if (each.method != "GET" && each.status >= 200 && each.status < 300) {
                ++made[{each.method, each.path, each.body}];
            }
        }
        return made;
    }

    void check_events(kit& of, const fuse& when) {
        for (const stored_event& each : of.events()) {
            const bool is_in_doubt =
                each.state == event_state::parked && each.reason.find("in doubt") != std::string::npos;
            report_.in_doubt += is_in_doubt ? 1 : 0;
            if (!is_in_doubt && each.state != event_state::done && !when.moment().empty()) {
                throw failure(fmt::format("{}{} is not done: {}", told(when), each.type, each.reason));
            }
        }
    }

    void check_effects(const effect_counts& seen, const fuse& when) const {
        for (const auto& [what, count] : seen) {
            const auto usual = normal_.find(what);
            const std::size_t most = usual == normal_.end() ? 1 : usual->second;
            if (!when.moment().empty() && count > most) {
                throw failure(fmt::format("{}{} {} {} was done {} times, not {}", told(when), std::get<0>(what),
                                          std::get<1>(what), std::get<2>(what), count, most));
            }
        }
    }

    const app_maker& make_;
    const std::function<void(kit&)>& scenario_;
    const kit_options& options_;
    effect_counts normal_;
    crash_report report_;
};

crash_report crash_everywhere(const app_maker& make, const std::function<void(kit&)>& scenario,
                              const kit_options& options) {
    return crash_series(make, scenario, options).run();
}

}  // namespace frameio::testing
