#include "simulator/html.hpp"

#include <fmt/format.h>

namespace frameio::sim {

std::string escape_html(std::string_view text) {
    std::string made;
    for (const char each : text) {
        switch (each) {
            case '&':
                made += "&amp;";
                break;
            case '<':
                made += "&lt;";
                break;
            case '>':
                made += "&gt;";
                break;
            case '"':
                made += "&quot;";
                break;
            default:
                made += each;
        }
    }
    return made;
}

std::string page_of(std::string_view title, std::string_view body) {
    return fmt::format(R"(<!doctype html><html lang="en"><head><meta charset="utf-8">)"
                       R"(<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title>)"
                       R"(<link rel="icon" href="/sim/icon.svg" type="image/svg+xml">)"
                       R"(<link rel="stylesheet" href="/sim/page.css"></head><body>{}</body></html>)",
                       escape_html(title), body);
}

}  // namespace frameio::sim
