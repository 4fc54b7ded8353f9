#include "simulator/media_types.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace frameio::sim {

std::string_view media_type_of(std::string_view file_name) noexcept {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 18> known{{{"mp4", "video/mp4"},
                                                                                   {"mov", "video/quicktime"},
                                                                                   {"mxf", "application/mxf"},
                                                                                   {"mkv", "video/x-matroska"},
                                                                                   {"webm", "video/webm"},
                                                                                   {"avi", "video/x-msvideo"},
                                                                                   {"wav", "audio/wav"},
                                                                                   {"mp3", "audio/mpeg"},
                                                                                   {"aif", "audio/aiff"},
                                                                                   {"jpg", "image/jpeg"},
                                                                                   {"jpeg", "image/jpeg"},
                                                                                   {"png", "image/png"},
                                                                                   {"gif", "image/gif"},
                                                                                   {"svg", "image/svg+xml"},
                                                                                   {"tif", "image/tiff"},
                                                                                   {"pdf", "application/pdf"},
                                                                                   {"txt", "text/plain"},
                                                                                   {"zip", "application/zip"}}};
    const auto dot = file_name.rfind('.');
    const std::string_view end = dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1);
    const auto is_same = [](char one, char other) {
        return (one >= 'A' && one <= 'Z' ? static_cast<char>(one | 0x20) : one) == other;
    };
    const auto found =
        std::ranges::find_if(known, [&](const auto& each) { return std::ranges::equal(end, each.first, is_same); });
    return found == known.end() ? "application/octet-stream" : found->second;
}

}  // namespace frameio::sim
