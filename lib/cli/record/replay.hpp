#pragma once

#include "cli/http/http_client.hpp"
#include "cli/record/recording.hpp"
#include "cli/send/deliveries.hpp"
#include "cli/send/report.hpp"

#include <frameio/signature.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace frameio::cli {

/// Which deliveries of a recording are sent again.
struct replay_choice {
    std::vector<std::string> types;  ///< "file.ready", "file.*"; none: all
    std::optional<std::size_t> limit;
};

/// A delivery that is to be sent again, and what its body says of itself.
struct replayed_delivery {
    recorded_delivery recorded;
    body_facts facts;
};

/// In the order in which they came.
std::vector<replayed_delivery> choose(recording from, const replay_choice& choice);

/// Signs recorded deliveries with the secrets of an app, when they are due.
class replay_series {
public:
    /// @param of_webhooks  a secret, if there is a webhook; so for actions
    /// @param speed  how much faster than they came; nothing: without pauses
    replay_series(std::vector<replayed_delivery> deliveries, std::optional<signing_secret> of_webhooks,
                  std::optional<signing_secret> of_actions, std::optional<double> speed, bool own_paths);

    std::size_t size() const noexcept {
        return deliveries_.size();
    }

    /// The delivery of an index, called in their order; waits until it is due.
    post make(std::size_t index);

    /// What was made, with its outcomes.
    std::vector<delivery_report> reports(std::vector<outcome> outcomes) const;

private:
    void wait_for(const recorded_delivery& delivery);

    std::vector<replayed_delivery> deliveries_;
    std::optional<signing_secret> of_webhooks_;
    std::optional<signing_secret> of_actions_;
    std::optional<double> speed_;
    bool own_paths_;  ///< of the deliveries, not that of the URL
    std::optional<std::chrono::steady_clock::time_point> begun_;
};

}  // namespace frameio::cli
