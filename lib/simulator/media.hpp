#pragma once

#include "simulator/agenda.hpp"
#include "simulator/world.hpp"
#include "web/message.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// The octets of files: takes their parts, plays what the platform makes of them, and gives them back.
class media {
public:
    struct pace {
        std::chrono::milliseconds fetch{1'000};      ///< until a file that the platform fetches is there
        std::chrono::milliseconds transcode{2'000};  ///< from its last part until it can be watched
    };

    /// What is given outlives it.
    media(world& in, agenda& later, pace how) : world_(in), later_(later), pace_(how) {}

    /// Answers what is asked for below "/sim/parts/", "/sim/media/" and "/sim/attachments/"; nothing if it is something
    /// else.
    std::optional<web::response> answer(const web::request& asked);

    /// A file that the platform fetches itself.
    void begin_fetch(std::string file);

private:
    struct upload {
        std::map<std::size_t, std::string> parts;  ///< that have come, by their numbers; with octets if they are kept
    };

    web::response take_part(const web::request& asked, std::string_view file, std::string_view number);
    web::response give(std::string_view file, std::string_view what);
    void complete(const std::string& file);
    void finish(const std::string& file);

    world& world_;
    agenda& later_;
    const pace pace_;
    std::map<std::string, upload, std::less<>> uploads_;
    std::size_t kept_ = 0;  ///< octets
};

}  // namespace frameio::sim
