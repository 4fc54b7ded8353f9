#pragma once

#include "auth/key_ring.hpp"
#include "cli/installations/installation_report.hpp"
#include "cli/store/opened_store.hpp"
#include "install/installations.hpp"

#include <memory>
#include <string>

namespace frameio::cli {

/// The installations that a store knows, opened with the keys of the environment.
class known_records {
public:
    /// @throws usage_error if the store or the keys cannot be used
    explicit known_records(const std::string& address);

    opened_store& store() noexcept {
        return opened_;
    }
    const std::shared_ptr<const auth::key_ring>& keys() const noexcept {
        return keys_;
    }

    /// All of them, also those that cannot be opened.
    installation_list list();

    /// @throws std::runtime_error if there is none, or it cannot be opened
    install::record find(const install::tenant& where);

    /// Removes it from the store, whether it can be opened or not; nothing is changed at Frame.io.
    /// @throws std::runtime_error if there is none, or somebody is changing it
    void forget(const install::tenant& where);

private:
    std::shared_ptr<const auth::key_ring> keys_;
    opened_store opened_;
};

/// An installation as the command line names it.
/// @throws usage_error for a text that is not "ACCOUNT/WORKSPACE"
install::tenant parse_installation(const std::string& text);

}  // namespace frameio::cli
