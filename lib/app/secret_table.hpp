#pragma once

#include <frameio/signature.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace frameio {

/// All the secrets of an app, each once and prepared, so that one pass over them finds the one that signed a request;
/// and who accepts which.
class secret_table {
public:
    /// Those who accept a secret: a set of indices into `all`.
    using acceptance = std::vector<bool>;

    std::span<const signing_secret> all() const noexcept {
        return secrets_;
    }

    /// Adds these texts, as far as they are new; empty ones are left out. `accepting` then contains them.
    void add(const std::vector<std::string>& texts, acceptance& accepting);

private:
    std::vector<signing_secret> secrets_;
};

/// Whether `accepting` contains the secret.
inline bool accepts_secret(const secret_table::acceptance& accepting, std::size_t secret) noexcept {
    return secret < accepting.size() && accepting[secret];
}

/// The parts of a comma-separated list, without the blanks around them.
std::vector<std::string> split_secrets(std::string_view list);

}  // namespace frameio
