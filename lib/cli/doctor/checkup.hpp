#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

enum class grade : std::uint8_t { ok, warning, wrong };

std::string_view to_string(grade how) noexcept;

/// What one look at an app's surroundings has found.
struct finding_of_checkup {
    std::string about;  ///< for programs: "secrets", "api", "clock", "store", "url", "app", "webhooks", "actions"
    grade how = grade::ok;
    std::string text;    ///< what is so; fit for a terminal
    std::string remedy;  ///< what to do; empty if it is fine
};

/// Collects what `doctor` finds.
class checkup {
public:
    void ok(std::string about, std::string text);
    void warn(std::string about, std::string text, std::string remedy);
    void wrong(std::string about, std::string text, std::string remedy);

    /// Whether nothing is wrong.
    bool is_sound() const noexcept;
    const std::vector<finding_of_checkup>& findings() const noexcept {
        return findings_;
    }

private:
    std::vector<finding_of_checkup> findings_;
};

/// "1 secret", "2 secrets".
std::string counted(std::size_t count, std::string_view noun);

std::string checkup_text(const checkup& found);
/// One JSON object, in one line.
std::string checkup_json(const checkup& found);

}  // namespace frameio::cli
