#include "cli/develop/program_start.hpp"

#include <unistd.h>

#include <string_view>
#include <utility>

namespace frameio::cli {

text_pointers::text_pointers(std::vector<std::string> texts) : texts_(std::move(texts)) {
    for (std::string& each : texts_) {
        pointers_.push_back(each.data());
    }
    pointers_.push_back(nullptr);
}

std::vector<std::string> environment_with(const variables& more) {
    std::vector<std::string> made;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string_view line = *each;
        if (!more.contains(std::string(line.substr(0, line.find('='))))) {
            made.emplace_back(line);
        }
    }
    for (const auto& [name, value] : more) {
        made.push_back(name + '=' + value);
    }
    return made;
}

}  // namespace frameio::cli
